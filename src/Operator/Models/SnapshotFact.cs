using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Operator.Models.Resources;

namespace Modelwright.Operator.Models;

/// <summary>A revision's snapshot: the ControllerRevision that it can be made from again.</summary>
public sealed record SnapshotFact
{
    // The cache hands out the same object until it changes, so it is parsed and hashed once and not for every plan.
    private static readonly ConditionalWeakTable<V1ControllerRevision, SnapshotFact> Known = [];

    /// <summary>The ControllerRevision's and the revision's name.</summary>
    public required string Name { get; init; }

    /// <summary>The object's UID.</summary>
    public required string Uid { get; init; }

    /// <summary>Its data, as it is.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>What the data says; null where it is not as an operator wrote it.</summary>
    public RevisionSnapshot? Content { get; init; }

    /// <summary>Reads a ControllerRevision.</summary>
    public static SnapshotFact Of(V1ControllerRevision item) => Known.GetValue(item, Read);

    private static SnapshotFact Read(V1ControllerRevision item)
    {
        var data = item.Data is null ? null : JsonSerializer.SerializeToNode(item.Data) as JsonObject;
        return new() { Name = item.Metadata.Name, Uid = item.Metadata.Uid, Data = data, Content = RevisionSnapshot.Read(data) };
    }
}
