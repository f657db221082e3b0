using k8s.Models;

namespace Modelwright.Operator.Models;

/// <summary>The ConfigMap that pins a revision's digest.</summary>
/// <param name="Name">The revision's name.</param>
/// <param name="Digest">The pinned digest, or null before the first download.</param>
public sealed record PinFact(string Name, string? Digest)
{
    /// <summary>Reads a ConfigMap.</summary>
    public static PinFact Of(V1ConfigMap map) =>
        new(map.Metadata.Name, map.Data?.TryGetValue(Names.PinKey, out var digest) == true ? digest : null);
}
