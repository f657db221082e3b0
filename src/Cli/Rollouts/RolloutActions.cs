using System.CommandLine;
using System.Globalization;
using Modelwright.Crds;
using Modelwright.Crds.Models;

namespace Modelwright.Cli.Rollouts;

/// <summary>
/// Asks the operator for something by an annotation, and tells what came of it. The value names the revision that the person has seen, so
/// that nothing happens to another one that came meanwhile.
/// </summary>
internal static class RolloutActions
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Ends the step.</summary>
    public static async Task<int> PromoteAsync(ModelPlace place, bool full, ParseResult result, CancellationToken stop)
    {
        var candidate = Candidate(await place.ReadAsync(stop));
        return await AskAsync(place, "promote", full ? $"{candidate}/full" : $"{candidate}/step", result, stop);
    }

    /// <summary>Does something about the revision that is on its way, or on probation.</summary>
    public static async Task<int> OnCandidateAsync(ModelPlace place, string action, ParseResult result, CancellationToken stop) =>
        await AskAsync(place, action, Candidate(await place.ReadAsync(stop)), result, stop);

    /// <summary>Tries again.</summary>
    public static async Task<int> RetryAsync(ModelPlace place, ParseResult result, CancellationToken stop)
    {
        var aborted = (await place.ReadAsync(stop)).Status?.AbortedRevision
            ?? throw new InvalidOperationException($"Model '{place.Name}': nothing was taken back, so there is nothing to retry");
        return await AskAsync(place, "retry", aborted, result, stop);
    }

    /// <summary>Goes back.</summary>
    public static async Task<int> UndoAsync(ModelPlace place, string? to, ParseResult result, CancellationToken stop)
    {
        var model = await place.ReadAsync(stop);
        var revisions = model.Status?.Revisions ?? [];
        var goal = to is null
            ? Cancelled(model) ?? revisions.Where(revision => revision.PromotedTime is not null
                && revision.Name != model.Status!.StableRevision && revision.Name != model.Status.AbortedRevision)
                .OrderByDescending(revision => revision.ReplacedTime).FirstOrDefault()
                ?? throw new InvalidOperationException($"Model '{place.Name}': no other revision served before")
            : revisions.FirstOrDefault(revision =>
                revision.Name == to || revision.Number.ToString(CultureInfo.InvariantCulture) == to)
                ?? throw new InvalidOperationException(
                    $"Model '{place.Name}' has no revision '{to}'; 'modelwright rollout history {place.Name}' lists them");
        return await AskAsync(place, "rollback", goal.Name, result, stop);
    }

    /// <summary>What to undo is a rollout that has not ended: the revision that serves goes on.</summary>
    private static ModelRevision? Cancelled(Model model) => model.Status is { NextRevision: not null, AbortedRevision: null } status
        ? status.Revisions?.FirstOrDefault(revision => revision.Name == status.StableRevision)
        : null;

    private static string Candidate(Model model) => model.Status?.NextRevision ?? model.Status?.Probation?.Revision
        ?? throw new InvalidOperationException($"Model '{model.Metadata.Name}': nothing is being rolled out"
            + (model.Status?.AbortedRevision is { } aborted ? $" ({aborted} was taken back)" : ""));

    private static async Task<int> AskAsync(
        ModelPlace place, string action, string subject, ParseResult result, CancellationToken stop)
    {
        var output = result.InvocationConfiguration.Output;
        var start = place.Time.GetTimestamp();
        var value = string.Create(CultureInfo.InvariantCulture, $"{subject}/{place.Time.GetUtcNow():yyyyMMdd'T'HHmmss.fff'Z'}");
        await place.Models.AnnotateAsync(place.Name, $"{ApiGroup.Name}/{action}", value, stop);
        while (place.Time.GetElapsedTime(start) < AnswerTime)
        {
            var actions = (await place.ReadAsync(stop)).Status?.Actions;
            if (actions?.FirstOrDefault(record => record.Name == action && record.Value == value) is { } record)
            {
                await output.WriteLineAsync(record.Ignored == true
                    ? $"{action}: nothing was done: {record.Result}"
                    : $"{action}: {record.Result}");
                return record.Ignored == true ? 1 : 0;
            }

            await Task.Delay(Interval, place.Time, stop);
        }

        throw new InvalidOperationException(
            $"'{action}' was written to Model '{place.Name}', and the operator has not taken it up within {AnswerTime.TotalSeconds:0} s; "
            + "is it running?");
    }
}
