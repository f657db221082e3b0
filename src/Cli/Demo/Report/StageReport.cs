namespace Modelwright.Cli.Demo.Report;

/// <summary>What one stage of the demo verified.</summary>
/// <param name="Name">The stage: <c>serve</c>, <c>replace</c>, <c>heal</c>.</param>
/// <param name="Ok">Whether everything the stage promises was seen to hold.</param>
/// <param name="Figures">Measured numbers, by name.</param>
public sealed record StageReport(string Name, bool Ok, IReadOnlyDictionary<string, double> Figures);
