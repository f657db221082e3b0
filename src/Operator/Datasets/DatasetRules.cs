using System.Globalization;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Specs;
using Modelwright.Operator.TrainingRuns.Planning;

namespace Modelwright.Operator.Datasets;

/// <summary>What must hold for a Dataset beyond the bounds of its fields; most of it is also in the CRD's CEL.</summary>
internal static class DatasetRules
{
    private const int MaxName = 46;

    /// <summary>The first rule that is broken, as a sentence, or null.</summary>
    public static string? Check(Dataset dataset)
    {
        var spec = dataset.Spec;
        if (FieldRules.Name(dataset.Metadata.Name, MaxName, "the names of its pods are made from it") is { } name) return name;
        if (SpecValidator.Check(spec, "spec").FirstOrDefault() is { } broken) return broken;
        if (FieldRules.Twice(spec.Checks?.Select(check => check.Name), "spec.checks") is { } sameCheck) return sameCheck;
        if (FieldRules.Twice(spec.Columns?.Select(column => column.Name), "spec.columns") is { } sameColumn) return sameColumn;
        var containers = (spec.Checks ?? []).Count(check => check.Container is not null);
        if (containers > DatasetLimits.MaxContainers)
            return $"spec.checks: {containers} have a container; at most {DatasetLimits.MaxContainers} may: let one program check more";
        if (spec.Format is null && (spec.Columns ?? []).Count + (spec.Checks ?? []).Count > containers)
            return "spec.format: columns and checks need it; set it to Csv or JsonLines";
        if (Credentials(spec) is { } needless) return needless;
        if (spec.Source.Oci is { } oci && !SpecValidator.Matches("^[^/]+/[^:@]+(:[^@]+|(:[^@]+)?@.+)$", oci.Reference))
            return "spec.source.oci.reference must name a registry, a repository and a tag or digest,"
                + " as in registry.example.com/data/birds:v1";
        if (spec.Source.Dvc is { File.Uri: var pointer } && !pointer.Split('?')[0].EndsWith(".dvc", StringComparison.Ordinal))
            return "spec.source.dvc.file.uri must name a pointer file, which ends in .dvc";
        if (Problem(dataset, spec.Source.Preparation) is { } wrong) return $"spec.source.preparation: {wrong}";
        foreach (var column in spec.Columns ?? [])
            if (Empty(column.Min, column.Max)) return $"spec.columns: {column.Name}: min {column.Min} is above max {column.Max}";
        foreach (var check in spec.Checks ?? [])
            if (Problem(dataset, check) is { } problem) return $"spec.checks: {check.Name}: {problem}";
        return null;
    }

    private static string? Credentials(DatasetSpec spec) => (spec.Source switch
    {
        { Artifact: { } artifact } => FieldRules.Check(artifact, "spec.source.artifact"),
        { Folder: { } folder } => FieldRules.Check(folder, "spec.source.folder"),
        { Dvc: { } dvc } => FieldRules.Check(dvc.File, "spec.source.dvc.file")
            ?? FieldRules.Check(dvc.Remote.Uri, dvc.Remote.Credentials, "spec.source.dvc.remote"),
        _ => null,
    }) ?? FieldRules.Check(spec.Store, "spec.store");

    private static string? Problem(Dataset dataset, PreparationSource? preparation)
    {
        if (preparation is null) return null;
        if (preparation.Run.Inputs is not { Count: > 0 } inputs || inputs.Any(input => input.Dataset is null || input.Artifact is not null))
            return "run.inputs must name one Dataset or more, and nothing else; make a Dataset of each file, so that its changes are"
                + " noticed";
        if (inputs.Any(input => input.Dataset!.Name == dataset.Metadata.Name)) return "a Dataset cannot be made from itself";
        if (preparation.Run.Agent == AgentMode.None)
            return "a preparation needs the agent, which keeps what the container leaves; remove run.agent";
        if (preparation.Run.Output is not null) return "what a preparation leaves goes to spec.store; remove run.output";
        if (dataset.Spec.Refresh is not null) return "it follows its Datasets; remove spec.refresh";
        return RunCheck.Template(preparation.Run, "run")
            ?? FieldRules.Names(preparation.Parameters, TrainingLimits.ParameterPattern, "parameters");
    }

    private static string? Problem(Dataset dataset, DatasetCheck check)
    {
        object?[] rules =
        [
            check.RowCount, check.Completeness, check.Range, check.Allowed, check.Uniqueness, check.Freshness, check.DisjointFrom,
            check.Distribution, check.Container,
        ];
        if (rules.Count(rule => rule is not null) != 1) return "a check has exactly one rule";
        if (check.Name == "columns") return "the name belongs to what spec.columns asks; choose another";
        if (check.DisjointFrom?.Dataset == dataset.Metadata.Name) return "a Dataset cannot be disjoint from itself";
        if (FieldRules.Check(check.Container?.Resources, "container.resources") is { } amounts) return amounts;
        if (check.RowCount is { } rows)
            return rows is { Min: null, Max: null } ? "set min, max or both" : rows.Min > rows.Max ? "min is above max" : null;
        if (check.Range is not { } range) return null;
        return range is { Min: null, Max: null } ? "set min, max or both" : Empty(range.Min, range.Max) ? "min is above max" : null;
    }

    private static bool Empty(string? min, string? max) => min is not null && max is not null
        && double.Parse(min, CultureInfo.InvariantCulture) > double.Parse(max, CultureInfo.InvariantCulture);
}
