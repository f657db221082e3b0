using System.Text.Json.Nodes;
using Modelwright.Operator.Tests.Tracking;
using Modelwright.Operator.Tracking;
using Modelwright.Simulation.Operators;

namespace Modelwright.Simulation.Tracking;

/// <summary>An MLflow server of a simulated world, with good and bad times.</summary>
public sealed class SimMlflow
{
    private readonly PlayedMlflowStore store = new();
    private readonly Dictionary<string, int> closings = new(StringComparer.Ordinal);

    /// <summary>What goes wrong with every request now.</summary>
    public CallFault Trouble { get; set; }

    /// <summary>How long it takes to do anything.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>Its runs.</summary>
    public IReadOnlyList<SimMlflowRun> Runs =>
    [
        .. store.Runs.Select(run => new SimMlflowRun(run.Tags.GetValueOrDefault(TrackingRecord.UidTag, ""), run.Status, run.EndTime,
            run.Tags.ContainsKey("modelwright.duplicateOf"), closings.GetValueOrDefault(run.Id))),
    ];

    internal (int Status, JsonObject Body) Answer(string endpoint, JsonObject request)
    {
        try
        {
            var answer = store.Answer(endpoint, request, 0);
            if (endpoint == "POST runs/update" && request["status"]?.GetValue<string>() is "FINISHED" or "FAILED" or "KILLED")
            {
                var id = request["run_id"]!.GetValue<string>();
                closings[id] = closings.GetValueOrDefault(id) + 1;
            }

            return (200, answer);
        }
        catch (MlflowRefusal refusal)
        {
            return (refusal.Status, new() { ["error_code"] = refusal.Code, ["message"] = refusal.Message });
        }
    }
}
