namespace Modelwright.Operator.TrainingRuns.Agents;

/// <summary>An agent does not answer as agreed.</summary>
public sealed class AgentUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
