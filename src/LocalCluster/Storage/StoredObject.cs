using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Storage;

/// <summary>One version of one object, never changed after it was stored.</summary>
/// <param name="Json">The object in its storage version, with its resourceVersion. Shared: clone before changing.</param>
/// <param name="Revision">The revision of the write that made it.</param>
/// <param name="Utf8">The same as JSON text.</param>
public sealed record StoredObject(JsonObject Json, long Revision, ReadOnlyMemory<byte> Utf8);
