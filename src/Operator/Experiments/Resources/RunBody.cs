using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Records;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Experiments.Resources;

/// <summary>The TrainingRuns of an Experiment, as apply bodies.</summary>
internal static class RunBody
{
    /// <summary>A run that is to be made.</summary>
    public static Apply Create(Experiment experiment, RunRecord record, int seed, IReadOnlyList<PinnedInput> pins)
    {
        var (spec, name) = (experiment.Spec, experiment.Metadata.Name);
        var run = JsonSerializer.SerializeToNode(spec.Run, CrdJson.Options)!.AsObject();
        if (record.From is { } from)
        {
            run["resumeFrom"] = RunNames.Of(name, from);
            run.Remove("checkpoints");
        }

        foreach (var input in run["inputs"]?.AsArray() ?? [])
            if (input!["dataset"] is { } dataset && pins.FirstOrDefault(pin => pin.Name == input["name"]!.GetValue<string>()) is { } pin)
                dataset["version"] = pin.Version;
        if (Required(spec) is { Count: > 0 } required)
            run["requiredMetrics"] = new JsonArray([.. required.Select(metric => (JsonNode)metric)]);
        if (spec.Register == ExperimentRegistration.AllSucceeded) run["model"] = spec.Model;
        run["parameters"] = ChildMetadata.Strings(Parameters(spec, record));
        run["seed"] = SeedOf(seed, record.Number);
        run["objective"] = JsonSerializer.SerializeToNode(new TrainingObjective
        {
            Metric = spec.Objective.Metric,
            Direction = spec.Objective.Direction,
            Reduce = spec.Objective.Reduce,
        }, CrdJson.Options);
        run["trigger"] = new JsonObject { ["kind"] = nameof(TriggerKind.Experiment), ["name"] = name };
        return Body(experiment, record, run);
    }

    /// <summary>A run that there is, with what the Experiment says about it now. What people said about it stays.</summary>
    public static Apply Keep(Experiment experiment, RunRecord record, TrainingRun run, bool suspend, string? stop)
    {
        var spec = JsonSerializer.SerializeToNode(run.Spec, CrdJson.Options)!.AsObject();
        foreach (var change in new[] { "suspend", "cancel", "stop" }) spec.Remove(change);
        if (suspend) spec["suspend"] = true;
        if ((run.Spec.Stop ?? stop) is { } reason) spec["stop"] = reason;
        return Body(experiment, record, spec);
    }

    /// <summary>The parameters that a run gets.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parameters(ExperimentSpec spec, RunRecord record)
    {
        var all = new Dictionary<string, string>(spec.FixedParameters ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (name, value) in record.Parameters) all[name] = value;
        if (spec.Resource is { } resource && record.Resource is { } amount)
            all[resource.Parameter] = amount.ToString(CultureInfo.InvariantCulture);
        return all;
    }

    /// <summary>Metrics without which a run failed: those of the template, and those of the constraints.</summary>
    public static IReadOnlyList<string> Required(ExperimentSpec spec) =>
    [
        .. (spec.Run.RequiredMetrics ?? []).Concat((spec.Objective.Constraints ?? []).Select(constraint => constraint.Metric))
            .Distinct(StringComparer.Ordinal),
    ];

    private static int SeedOf(int seed, int number) => (int)(((long)seed + number) % ((long)int.MaxValue + 1));

    private static Apply Body(Experiment experiment, RunRecord record, JsonObject spec)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [Labels.ManagedBy] = Labels.ManagedByValue,
            [Labels.Name] = Labels.Training,
            [Labels.Experiment] = experiment.Metadata.Name,
        };
        foreach (var (name, value) in experiment.Metadata.Labels ?? new Dictionary<string, string>())
            if (name.StartsWith(Labels.KueuePrefix, StringComparison.Ordinal)) labels[name] = value;
        var body = ChildBody.Of(ResourceType.Of<TrainingRun>(), ObjectReference.To(experiment),
            RunNames.Of(experiment.Metadata.Name, record.Number), labels);
        ChildMetadata.Annotate(body, Labels.Search, SearchPlace.Of(record, experiment.Spec.Resource?.Parameter).Text());
        body["spec"] = spec;
        return new(ResourceType.Of<TrainingRun>(), body);
    }
}
