namespace Modelwright.Operator.Experiments.Planning;

/// <summary>Why a search ends.</summary>
/// <param name="Reason">A reason of the API.</param>
/// <param name="Message">In words.</param>
internal sealed record SearchEnd(string Reason, string Message);
