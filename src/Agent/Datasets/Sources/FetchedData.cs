using Modelwright.Artifacts;

namespace Modelwright.Agent.Datasets.Sources;

/// <summary>Data that was brought and verified.</summary>
/// <param name="Digest">The digest of the file or folder.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Files">Its files.</param>
/// <param name="IsFolder">Whether it is a folder, also one of a single file.</param>
internal sealed record FetchedData(Sha256Digest Digest, long Bytes, int Files, bool IsFolder);
