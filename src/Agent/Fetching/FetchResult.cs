using Modelwright.Artifacts;

namespace Modelwright.Agent.Fetching;

/// <summary>What was fetched.</summary>
/// <param name="Digest">SHA-256 of the bytes.</param>
/// <param name="Bytes">How many there are.</param>
public sealed record FetchResult(Sha256Digest Digest, long Bytes);
