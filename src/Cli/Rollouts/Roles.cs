using Modelwright.Crds.Models;

namespace Modelwright.Cli.Rollouts;

/// <summary>What a revision is in a rollout.</summary>
internal static class Roles
{
    /// <summary>A word, or null for one that has no part in it.</summary>
    public static string? Of(ModelStatus status, string revision) =>
        revision == status.StableRevision ? "stable"
        : revision == status.NextRevision ? "canary"
        : revision == status.AbortedRevision ? "aborted"
        : revision == status.Probation?.Previous ? "previous"
        : null;
}
