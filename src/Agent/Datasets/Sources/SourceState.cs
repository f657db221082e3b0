namespace Modelwright.Agent.Datasets.Sources;

/// <summary>What a source says of its data without sending it.</summary>
/// <param name="Marks">One digest of everything that would change with the data; null when the source does not tell.</param>
/// <param name="Name">What the source itself calls this version.</param>
internal sealed record SourceState(string? Marks, string? Name);
