namespace Modelwright.Runtime.Planning;

/// <summary>What became of a plan's effects.</summary>
/// <param name="Performed">Carried out.</param>
/// <param name="Skipped">Found to be so already.</param>
public sealed record ExecutionSummary(int Performed, int Skipped);
