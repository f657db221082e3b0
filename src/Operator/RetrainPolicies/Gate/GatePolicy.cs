using System.Globalization;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;

namespace Modelwright.Operator.RetrainPolicies.Gate;

/// <summary>
/// Whether a candidate may go out. Bounds hold for the candidate alone; metrics are compared with those of the version that serves, and
/// only where both were measured on the same bytes. What cannot be compared is decided by a person, never by a figure that means
/// something else.
/// </summary>
internal static class GatePolicy
{
    /// <summary>Judges.</summary>
    public static GateDecision Judge(RetrainObserved observed, ModelVersion candidate)
    {
        var (gate, name) = (observed.Policy.Spec.Gate ?? new(), candidate.Metadata.Name);
        var evidence = Limits(gate, candidate).ToList();
        var holdout = Input(candidate, gate);
        var (uses, worn) = Use(observed, gate, holdout?.Digest);
        string? undecided = null;
        if (observed.ChampionName is null)
            undecided = gate.NoChampion == NoChampionPolicy.Hold ? "nothing serves yet that it could be compared with" : null;
        else if (gate.Metrics is { Count: > 0 } metrics)
        {
            undecided = Incomparable(observed, holdout, gate) ?? worn;
            if (undecided is null)
                foreach (var metric in metrics)
                    if (Value(observed.Champion!, metric.Name) is not { } theirs)
                        undecided ??= $"{observed.ChampionName} has no metric '{metric.Name}'";
                    else evidence.Add(Value(candidate, metric.Name) is { } mine
                        ? MetricComparison.Of(metric, mine, theirs, holdout!.Rows ?? candidate.Spec.Evaluation?.Rows)
                        : new() { Name = metric.Name, Champion = theirs, Passed = false, Message = "the run did not report it" });
        }

        var failed = evidence.FirstOrDefault(item => !item.Passed);
        var outcome = failed is not null ? GateOutcome.Rejected : undecided is not null ? GateOutcome.Undecided : GateOutcome.Passed;
        return new(new()
        {
            Candidate = name,
            Champion = observed.ChampionName,
            Outcome = outcome,
            Method = gate.Metrics is { Count: > 0 } && observed.ChampionName is not null ? GateMethod.RecordedMetrics : null,
            Message = Words.Cut(failed is not null ? $"{failed.Name}: {failed.Message}" : undecided ?? (evidence.Count == 0
                ? "nothing is asked of candidates" : $"all {evidence.Count} rules hold")),
            Holdout = holdout?.Digest,
            Time = Times.Whole(observed.Now),
            Evidence = evidence.Count == 0 ? null : evidence,
        }, uses);
    }

    private static IEnumerable<PromotionEvidence> Limits(RetrainGate gate, ModelVersion candidate)
    {
        foreach (var limit in gate.Limits ?? [])
        {
            var value = Value(candidate, limit.Metric);
            var asked = string.Join(" and ", new[] { limit.Min is null ? null : $"at least {limit.Min}",
                limit.Max is null ? null : $"at most {limit.Max}" }.OfType<string>());
            var passed = value is not null && MetricComparison.Number(value) is var number
                && (limit.Min is null || number >= MetricComparison.Number(limit.Min))
                && (limit.Max is null || number <= MetricComparison.Number(limit.Max));
            yield return new()
            {
                Name = $"limit:{limit.Metric}",
                Candidate = value,
                Passed = passed,
                Message = value is null ? $"must be {asked}; the run did not report it" : $"must be {asked}",
            };
        }

        if (gate.MaxBytes is { } most)
            yield return new()
            {
                Name = "bytes",
                Candidate = candidate.Status?.Bytes?.ToString(CultureInfo.InvariantCulture),
                Passed = candidate.Status?.Bytes <= most,
                Message = candidate.Status?.Bytes is null ? "the file's size is not known" : $"must be at most {most}",
            };
    }

    private static string? Incomparable(RetrainObserved observed, Crds.TrainingRuns.InputLineage? holdout, RetrainGate gate)
    {
        if (observed.Champion is not { } champion) return $"{observed.ChampionName}, which serves, is no ModelVersion any more";
        if (holdout?.Digest is not { } mine) return $"the candidate's run had no input '{gate.Holdout!.Input}'";
        if (Input(champion, gate)?.Digest is not { } theirs)
            return $"{observed.ChampionName} was not measured on an input '{gate.Holdout!.Input}'";
        return mine == theirs ? null : $"{observed.ChampionName} was measured on another version of the holdout";
    }

    private static (IReadOnlyList<HoldoutUse>? Uses, string? Worn) Use(RetrainObserved observed, RetrainGate gate, string? digest)
    {
        var before = observed.Status.Holdouts ?? [];
        if (gate.Holdout is not { } holdout || digest is null) return (observed.Status.Holdouts, null);
        var (used, most) = (before.FirstOrDefault(use => use.Digest == digest)?.Uses ?? 0, holdout.MaxUses ?? RetrainDefaults.HoldoutUses);
        List<HoldoutUse> after = [new() { Digest = digest, Uses = used + 1 }, .. before.Where(use => use.Digest != digest)];
        return ([.. after.Take(RetrainLimits.MaxHoldouts)],
            used >= most ? $"the holdout is worn: {used} candidates were measured on it, and gate.holdout.maxUses is {most}" : null);
    }

    private static Crds.TrainingRuns.InputLineage? Input(ModelVersion version, RetrainGate gate) => gate.Holdout is { } holdout
        ? version.Spec.Lineage?.Inputs?.FirstOrDefault(input => input.Name == holdout.Input) : null;

    private static string? Value(ModelVersion version, string metric) =>
        version.Spec.Metrics?.TryGetValue(metric, out var value) == true ? value : null;
}
