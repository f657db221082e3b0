using Modelwright.Crds;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Specs;

namespace Modelwright.Operator.ModelVersions;

/// <summary>What must hold for a ModelVersion beyond the bounds of its fields. The CRD says the same in CEL.</summary>
internal static class ModelVersionRules
{
    private const int MaxName = 63;
    private const string MetricName = "^[A-Za-z]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";

    /// <summary>The first rule that is broken, as a sentence, or null.</summary>
    public static string? Check(ModelVersion version) =>
        Name(version.Metadata.Name)
        ?? SpecValidator.Check(version.Spec, "spec").FirstOrDefault()
        ?? FieldRules.Check(version.Spec.Artifact, "spec.artifact")
        ?? FieldRules.Names(version.Spec.Metrics, MetricName, "spec.metrics")
        ?? FieldRules.Names(version.Spec.Lineage?.Parameters, TrainingLimits.ParameterPattern, "spec.lineage.parameters");

    private static string? Name(string name) => name.Length <= MaxName && SpecValidator.Matches(Patterns.DnsLabel, name)
        ? null
        : $"metadata.name: '{name}' must be a DNS label of at most {MaxName} characters, because labels hold it";
}
