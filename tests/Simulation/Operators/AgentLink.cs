using Modelwright.Operator.TrainingRuns.Agents;
using Modelwright.Simulation.Clusters;

namespace Modelwright.Simulation.Operators;

/// <summary>One operator's way to the agents beside containers that train.</summary>
internal sealed class AgentLink(SimAgents agents, CallGate gate, TimeProvider time) : IAgentClient
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    public async Task<string> ReportAsync(AgentEndpoint agent, CancellationToken cancellationToken)
    {
        await CallAsync(agent, "GET", "report", () => { }, cancellationToken);
        return SimAgents.Report;
    }

    public Task StopAsync(AgentEndpoint agent, string reason, CancellationToken cancellationToken) =>
        CallAsync(agent, "POST", "stop", () => agents.Ask(agent.Address), cancellationToken);

    private async Task CallAsync(AgentEndpoint agent, string verb, string path, Action action, CancellationToken stop)
    {
        var call = gate.Begin(verb, $"{Call.AgentPrefix}{agent.Address}/{path}", isWrite: verb != "GET");
        await gate.BeforeAsync(call, stop);
        if (call.Fault == CallFault.Silent) throw await LateAsync(stop);
        if (call.Fault is not (CallFault.None or CallFault.Lost) || !agents.Answers(agent.Address, agent.RunUid))
            throw new AgentUnreachableException("the connection was refused");
        action();
        await gate.AfterAsync(call, 200, stop);
        if (call.Fault == CallFault.Lost) throw await LateAsync(stop);
    }

    private async Task<AgentUnreachableException> LateAsync(CancellationToken stop)
    {
        await Task.Delay(Deadline, time, stop);
        return new AgentUnreachableException($"no answer within {Deadline.TotalSeconds:0} s");
    }
}
