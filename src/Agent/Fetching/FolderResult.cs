using Modelwright.Artifacts;

namespace Modelwright.Agent.Fetching;

/// <summary>What was fetched of a folder.</summary>
/// <param name="Digest">The folder's digest (<see cref="FolderDigest"/>).</param>
/// <param name="Bytes">How many bytes its files have.</param>
/// <param name="Files">How many files.</param>
public sealed record FolderResult(Sha256Digest Digest, long Bytes, int Files);
