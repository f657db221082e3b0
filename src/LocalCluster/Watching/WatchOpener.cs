using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Tables;

namespace Modelwright.LocalCluster.Watching;

/// <summary>Opens watches: decides where they begin and what they send first.</summary>
internal sealed class WatchOpener(ApiMachinery machinery, WatchHub hub)
{
    public ApiResponse Open(ApiRequest request, WriteTarget target, QueryParameters parameters)
    {
        var options = machinery.Options;
        if (hub.Count >= options.MaxWatches) throw ApiErrors.TooManyRequests($"there are already {options.MaxWatches} watches open", 1);
        var query = ListQuery.Of(parameters, target.Resource, target.Name);
        var state = machinery.Store.Published;
        if (query.Revision is { } asked && asked > state.Revision) throw ApiErrors.FutureRevision(asked, state.Revision);

        var encoder = Negotiation.Encoder(target.Resource, request, parameters, options.Clock);
        var fromNow = query.Revision is null or 0 || query.SendInitialEvents is not null;
        var plan = new WatchPlan(target.Resource, target.Namespace, query, encoder)
        {
            After = fromNow ? state.Revision : query.Revision!.Value,
            Timeout = query.Timeout ?? Spread(options.MinWatchTimeout),
            BookmarkInterval = options.BookmarkInterval,
        };
        if (machinery.Store.EventsAfter(target.Resource.Storage, plan.After, out _, max: 0) is null)
            throw ApiErrors.Expired($"too old resource version: {plan.After}");

        var initial = new List<ReadOnlyMemory<byte>>();
        if (fromNow && query.SendInitialEvents != false)
        {
            var objects = state[target.Resource.Storage].Objects(target.Namespace.Length == 0 ? null : target.Namespace);
            initial.AddRange(objects.Where(stored => plan.Selects(stored)).Select(plan.Added));
            if (query.SendInitialEvents == true && query.Bookmarks) initial.Add(plan.Bookmark(state.Revision, endsInitialEvents: true));
        }

        var session = new WatchSession(machinery.Store, hub, plan, options.Clock, initial);
        hub.Add(session);
        return new ApiResponse { Watch = session };
    }

    // Between once and twice the minimum, by the bits of the clock, so that many watches do not end together.
    private TimeSpan Spread(TimeSpan minimum) =>
        minimum + TimeSpan.FromTicks(machinery.Options.Clock.GetUtcNow().Ticks % minimum.Ticks);
}
