using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.RetrainPolicies.Resources;

/// <summary>
/// The TrainingRuns of a policy, as apply bodies. They do not belong to it: a policy that is deleted leaves a run that is under way alone.
/// </summary>
internal static class RetrainRun
{
    /// <summary>A run that is to be made.</summary>
    public static Apply Create(RetrainPolicy policy, RetrainCycle cycle)
    {
        var spec = JsonSerializer.SerializeToNode(policy.Spec.Template, CrdJson.Options)!.AsObject();
        spec["model"] = policy.Spec.Model;
        spec["trigger"] = new JsonObject
        {
            ["kind"] = nameof(TriggerKind.RetrainPolicy),
            ["name"] = policy.Metadata.Name,
            ["reason"] = cycle.Reason,
        };
        return Body(policy, cycle, spec);
    }

    /// <summary>A run that is to end in favour of another one.</summary>
    public static Apply Cancel(RetrainPolicy policy, RetrainCycle cycle, TrainingRun run)
    {
        var spec = JsonSerializer.SerializeToNode(run.Spec, CrdJson.Options)!.AsObject();
        spec["cancel"] = true;
        return Body(policy, cycle, spec);
    }

    private static Apply Body(RetrainPolicy policy, RetrainCycle cycle, JsonObject spec)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [Labels.ManagedBy] = Labels.ManagedByValue,
            [Labels.Name] = Labels.Training,
            [Labels.Policy] = policy.Metadata.Name,
        };
        foreach (var (name, value) in policy.Metadata.Labels ?? new Dictionary<string, string>())
            if (name.StartsWith(Labels.KueuePrefix, StringComparison.Ordinal)) labels[name] = value;
        var body = ChildBody.Of(ResourceType.Of<TrainingRun>(), new ObjectKey(policy.Metadata.NamespaceProperty, cycle.Run), labels);
        body["spec"] = spec;
        return new(ResourceType.Of<TrainingRun>(), body);
    }
}
