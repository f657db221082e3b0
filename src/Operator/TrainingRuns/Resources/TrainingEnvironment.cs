using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.TrainingRuns.Resources;

/// <summary>The environment of the container that trains (docs/contracts.md, "Training container").</summary>
internal static class TrainingEnvironment
{
    private const string ParameterPrefix = "MODELWRIGHT_PARAM_";

    /// <summary>The variables; the run's own come last and cannot be ours.</summary>
    public static JsonArray Of(TrainingPlan plan)
    {
        var own = plan.Run.Spec.Container.Env ?? [];
        var home = own.All(variable => variable.Name != "HOME") ? new[] { ("HOME", "/tmp") } : [];
        return RestrictedPod.Environment([.. Ours(plan), .. home, .. own.Select(variable => (variable.Name, variable.Value ?? ""))]);
    }

    /// <summary>Two parameters, or two inputs, that would share a variable; null when there are none.</summary>
    public static string? Collision(IEnumerable<string> names) =>
        names.GroupBy(TrainingSource.VariableName, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? string.Join(" and ", twice.Order(StringComparer.Ordinal).Select(name => $"'{name}'"))
            : null;

    private static IEnumerable<(string Name, string Value)> Ours(TrainingPlan plan)
    {
        if (plan.HasAgent)
        {
            yield return ("MODELWRIGHT_PARAMS_FILE", TrainingFolders.Parameters);
            yield return ("MODELWRIGHT_CONTEXT_FILE", TrainingFolders.Context);
            yield return ("MODELWRIGHT_STOP_FILE", TrainingFolders.StopFile);
        }

        yield return ("MODELWRIGHT_OUTPUT_DIR", TrainingFolders.Output);
        yield return ("MODELWRIGHT_MODEL_DIR", TrainingFolders.Model);
        yield return ("MODELWRIGHT_CHECKPOINT_DIR", TrainingFolders.Checkpoint);
        yield return ("MODELWRIGHT_TERMINATION_LOG", TrainingFolders.TerminationLog);
        yield return ("MODELWRIGHT_RUN_NAME", plan.Run.Metadata.Name);
        yield return ("MODELWRIGHT_RUN_UID", plan.Run.Metadata.Uid);
        if (plan.Lineage.Seed is { } seed) yield return ("MODELWRIGHT_SEED", seed.ToString(CultureInfo.InvariantCulture));
        yield return ("ORT_DISABLE_TELEMETRY", "1");
        foreach (var (name, value) in (plan.Run.Spec.Parameters ?? new Dictionary<string, string>())
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
            yield return (ParameterPrefix + TrainingSource.VariableName(name), value);
        foreach (var source in plan.Inputs)
        {
            yield return ($"MODELWRIGHT_DATA_{source.Variable}", Folder(source, plan.HasAgent));
            if (source.Digest is not null) yield return ($"MODELWRIGHT_DATA_{source.Variable}_DIGEST", source.Digest);
        }
    }

    private static string Folder(TrainingSource source, bool hasAgent)
    {
        if (hasAgent) return $"{TrainingFolders.Data}/{source.Name}/";
        var path = source.Uri.IsFolder ? source.Uri.Path : source.Uri.Path[..Math.Max(0, source.Uri.Path.LastIndexOf('/'))];
        return path.Length == 0 ? $"{source.Mount}/" : $"{source.Mount}/{path}/";
    }
}
