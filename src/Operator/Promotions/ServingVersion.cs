using Modelwright.Crds.Models;

namespace Modelwright.Operator.Promotions;

/// <summary>Which version a Model serves by its own word, whatever a channel says.</summary>
internal static class ServingVersion
{
    /// <summary>
    /// The version of the stable revision, or of the one that the Model is on its way back to; null where nothing serves, and where what
    /// serves is no ModelVersion.
    /// </summary>
    public static string? Of(ModelStatus? model) => model is null ? null : Of(model, Revision(model));

    /// <summary>The version that nobody has to be tried on: what serves, or where the channel leads while nothing does.</summary>
    public static string? Champion(ModelStatus? model, ChannelStatus? leads) =>
        model?.StableRevision is null ? leads?.Version : Of(model);

    /// <summary>The version of a revision.</summary>
    public static string? Of(ModelStatus model, string? revision) =>
        revision is null ? null : model.Revisions?.FirstOrDefault(other => other.Name == revision)?.Version;

    // On the way back the revision that is being left is still called stable.
    private static string? Revision(ModelStatus model) =>
        model is { Rollout.Rollback: true, AbortedRevision: not null, NextRevision: { } back } ? back : model.StableRevision;
}
