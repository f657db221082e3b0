namespace Modelwright.Operator.TrainingRuns.Agents;

/// <summary>Where an agent answers.</summary>
/// <param name="Namespace">The run's namespace.</param>
/// <param name="RunUid">The run's UID; tokens are made for it.</param>
/// <param name="Address">The pod's IP address.</param>
public sealed record AgentEndpoint(string Namespace, string RunUid, string Address);
