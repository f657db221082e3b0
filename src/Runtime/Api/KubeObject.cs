using System.Text.Json.Nodes;

namespace Modelwright.Runtime.Api;

/// <summary>
/// One object as the server sent it: its JSON as UTF-8 (without <c>managedFields</c> and the last-applied annotation) and the parts of
/// its metadata that the runtime needs. Shared and read-only.
/// </summary>
public sealed record KubeObject(ObjectKey Key, string Uid, string ResourceVersion, ReadOnlyMemory<byte> Json)
{
    /// <summary>The controlling owner, or null.</summary>
    public ControllerLink? Controller { get; init; }

    /// <summary>The object is ending: <c>deletionTimestamp</c> is set.</summary>
    public bool Deleting { get; init; }

    /// <summary>The finalizers that hold it.</summary>
    public IReadOnlyList<string> Finalizers { get; init; } = [];

    /// <summary>A private copy as a tree.</summary>
    public JsonObject ToJson() => JsonNode.Parse(Json.Span)!.AsObject();
}
