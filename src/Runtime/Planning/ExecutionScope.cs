using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;

namespace Modelwright.Runtime.Planning;

/// <summary>On whose behalf a plan runs.</summary>
/// <param name="FieldManager">The manager of everything it applies.</param>
/// <param name="Writes">Is told every write.</param>
public sealed record ExecutionScope(string FieldManager, IWriteLog Writes)
{
    /// <summary>The object that the plan was made for, with its UID; null where it was made for none.</summary>
    public ObjectReference? Subject { get; init; }

    /// <summary>The versions that this plan's own writes left: the cache may not show them yet.</summary>
    internal Dictionary<(ResourceType Type, ObjectKey Key), string> Versions { get; } = [];
}
