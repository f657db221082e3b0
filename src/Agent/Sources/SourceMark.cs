namespace Modelwright.Agent.Sources;

/// <summary>What a source says of its bytes without sending them.</summary>
/// <param name="Text">Changes whenever the bytes do.</param>
/// <param name="Name">What the source itself calls this version: an ETag; null when it has no name for it.</param>
public sealed record SourceMark(string Text, string? Name);
