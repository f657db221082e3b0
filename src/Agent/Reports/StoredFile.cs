namespace Modelwright.Agent.Reports;

/// <summary>A file of the output.</summary>
/// <param name="Name">Relative to the run's folder in the store.</param>
/// <param name="Digest"><c>sha256:…</c></param>
/// <param name="Bytes">Its size.</param>
/// <param name="Uri">Where it was uploaded to, or null when nothing is uploaded.</param>
public sealed record StoredFile(string Name, string Digest, long Bytes, string? Uri);
