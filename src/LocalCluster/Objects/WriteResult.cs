using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Objects;

/// <summary>What a write left behind.</summary>
/// <param name="View">The object, in the version that the client speaks. Shared: clone before changing.</param>
/// <param name="Stored">The same as it is stored; null after a dry run.</param>
/// <param name="Created">Whether the object is new.</param>
internal sealed record WriteResult(JsonObject View, StoredObject? Stored, bool Created);
