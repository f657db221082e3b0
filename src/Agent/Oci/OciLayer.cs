using Modelwright.Artifacts;

namespace Modelwright.Agent.Oci;

/// <summary>A file of an artifact.</summary>
/// <param name="Name">Its name, with <c>/</c> between folders.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record OciLayer(string Name, Sha256Digest Digest, long Bytes);
