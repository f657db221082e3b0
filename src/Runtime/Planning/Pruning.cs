using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Planning;

/// <summary>
/// Which children go when a plan no longer contains them: those of the declared kinds whose controlling owner has the UID, and that are
/// neither applied by the plan nor kept. They are deleted after all effects, by UID.
/// </summary>
public sealed record Pruning(string OwnerUid, IReadOnlyList<ResourceType> Types)
{
    /// <summary>Names of children that stay as they are, for example a revision that still drains.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];
}
