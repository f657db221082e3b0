namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>The last reading of a model server, and when it was.</summary>
/// <param name="Outputs">What it answered.</param>
/// <param name="Time">When.</param>
public sealed record ServerBaseline(ServerOutputs Outputs, DateTimeOffset Time);
