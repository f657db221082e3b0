using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns.Agents;

/// <summary>
/// Asks an agent for its report, or tells it to stop, and enters the answer in the ledger. An agent that does not answer is no error of the
/// plan: it is asked again at the next poll.
/// </summary>
public sealed class AgentCaller(IAgentClient client, AgentLedger ledger, IReconcileTrigger<TrainingRunController, ObjectKey> runs,
    ILogger<AgentCaller> logger) : IExternalEffectHandler
{
    /// <summary>The name of the effect.</summary>
    public const string EffectName = "call-agent";

    /// <inheritdoc />
    public string Name => EffectName;

    /// <summary>The effect that asks for a report, or with a reason to stop tells that.</summary>
    public static External Effect(ObjectKey run, string runUid, string podUid, string address, string? stop) =>
        new(EffectName, $"{podUid}/{(stop is null ? "report" : "stop")}", new JsonObject
        {
            ["namespace"] = run.Namespace,
            ["run"] = run.Name,
            ["runUid"] = runUid,
            ["podUid"] = podUid,
            ["address"] = address,
            ["stop"] = stop,
        });

    /// <inheritdoc />
    public async Task HandleAsync(External effect, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(Text("namespace"), Text("run"));
        var (runUid, podUid) = (Text("runUid"), Text("podUid"));
        var agent = new AgentEndpoint(Text("namespace"), runUid, Text("address"));
        try
        {
            if (effect.Argument["stop"]?.GetValue<string>() is { } reason)
            {
                await client.StopAsync(agent, reason, cancellationToken);
                ledger.Stopped(runUid, podUid);
            }
            else if (ledger.Answered(runUid, podUid, ReportReader.Read(await client.ReportAsync(agent, cancellationToken))))
            {
                runs.Enqueue(key);
            }
        }
        catch (AgentUnreachableException error)
        {
            logger.LogDebug("agent of {Run} at {Address}: {Message}", key, agent.Address, error.Message);
            ledger.Failed(runUid, podUid, error.Message);
        }

        string Text(string name) => effect.Argument[name]!.GetValue<string>();
    }
}
