using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>A file of a folder.</summary>
/// <param name="Path">Relative to the folder, with <c>/</c> between names; safe to put below another folder.</param>
/// <param name="Bytes">Its size when the folder was listed; null where a list does not tell.</param>
/// <param name="Source">Where its bytes come from.</param>
/// <param name="Mark">A text that changes whenever the bytes do.</param>
public sealed record FolderFile(string Path, long? Bytes, IArtifactSource Source, string Mark)
{
    /// <summary>The digest that it must have, where a list says so.</summary>
    public Sha256Digest? Digest { get; init; }
}
