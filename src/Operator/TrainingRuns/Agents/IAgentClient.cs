namespace Modelwright.Operator.TrainingRuns.Agents;

/// <summary>
/// Talks to the agent beside a container that trains (docs/contracts.md). Every method keeps to a deadline of its own and throws
/// <see cref="AgentUnreachableException"/> when the agent does not answer as agreed. Called on the operator's pump.
/// </summary>
public interface IAgentClient
{
    /// <summary>The report as it is now, as JSON.</summary>
    Task<string> ReportAsync(AgentEndpoint agent, CancellationToken cancellationToken);

    /// <summary>Makes it write the stop file.</summary>
    Task StopAsync(AgentEndpoint agent, string reason, CancellationToken cancellationToken);
}
