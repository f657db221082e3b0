using Modelwright.Crds.Models.Monitoring;
using Modelwright.Operator.Models.Analysis.Judging;
using Modelwright.Operator.Models.Monitoring.Counting;

namespace Modelwright.Operator.Models.Monitoring.Judging;

/// <summary>A window's judgement in a sentence.</summary>
internal static class DriftWords
{
    public static string Message(IReadOnlyList<FeatureComparison> all, IReadOnlyList<FeatureDrift> shown, DriftState state,
        IReadOnlyList<ColumnReference> references, DriftSettings settings)
    {
        if (settings.Watched.Unknown(references.Select(reference => reference.Name)) is { } unknown)
            return $"spec.monitoring.drift.features.include: the profile has no '{unknown}'; it has {references.Count} columns";
        if (all.Count == 0) return "the profile has no column that is watched";
        var first = all.First(feature => feature.Reference.Name == shown[0].Name);
        if (!first.Judged) return $"no feature can be judged: {first.Reference.Name}: {first.Reason}";
        var (beyond, judged) = (all.Count(feature => feature.Exceeds), all.Count(feature => feature.Judged));
        var capped = first.Capped
            ? $"; the profile has only {Words.Count(first.ReferenceRows)} rows, so a window counts as a fifth of them"
            : "";
        var figures = $"{first.Reference.Name}: PSI {Words.Number(first.Psi)}, threshold {Words.Number(first.Threshold)} with "
            + $"{Words.Count(first.Rows)} rows";
        return state == DriftState.Drift
            ? $"{beyond} of {judged} features beyond their thresholds; {figures}; {first.Detail}{capped}"
            : $"{judged} features judged, {beyond} beyond their thresholds in this window; nearest is {figures}{capped}";
    }
}
