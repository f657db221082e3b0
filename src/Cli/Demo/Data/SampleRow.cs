namespace Modelwright.Cli.Demo.Data;

/// <summary>A held-out row: what is sent, what a person reads, and the truth.</summary>
/// <param name="Cells">The inputs as text, in the order of the sample's columns.</param>
/// <param name="Label">The species.</param>
/// <param name="Body">The inference request as JSON.</param>
public sealed record SampleRow(IReadOnlyList<string> Cells, string Label, byte[] Body);
