using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.RetrainPolicies.Guards;
using Modelwright.Operator.RetrainPolicies.Resources;
using Modelwright.Operator.RetrainPolicies.Triggers;
using Modelwright.Operator.Specs;
using Modelwright.Operator.TrainingRuns.Planning;

namespace Modelwright.Operator.RetrainPolicies.Planning;

/// <summary>What the API server's rules cannot see, and for servers that evaluate less, what they can.</summary>
internal static class RetrainCheck
{
    /// <summary>Why the policy cannot be carried out as written; null when it can.</summary>
    public static string? Problem(RetrainObserved observed)
    {
        var (policy, spec) = (observed.Policy, observed.Policy.Spec);
        return FieldRules.Name(policy.Metadata.Name, 46, "its runs and promotions are named after it")
            ?? SpecValidator.Check(spec, "spec").FirstOrDefault()
            ?? FieldRules.Twice(spec.Triggers?.Select(trigger => trigger.Name), "spec.triggers")
            ?? (spec.Triggers ?? []).Select(Problem).FirstOrDefault(problem => problem is not null)
            ?? FieldRules.Twice(spec.Guards?.Blackouts?.Select(blackout => blackout.Name), "spec.guards.blackouts")
            ?? (spec.Guards?.Blackouts ?? []).Select(Problem).FirstOrDefault(problem => problem is not null)
            ?? Gate(spec)
            ?? Promotion(spec.Promotion)
            ?? (Checked(observed) ? null : Template(observed));
    }

    /// <summary>The same spec passed before: its template, the costly part, need not be built again at every look.</summary>
    private static bool Checked(RetrainObserved observed) => observed.Status.ObservedGeneration == observed.Policy.Metadata.Generation
        && observed.Status.Conditions?.Any(condition => condition.Reason == RetrainReasons.InvalidSpec) == false;

    private static string? Problem(RetrainTrigger trigger)
    {
        var path = $"spec.triggers: '{trigger.Name}'";
        if (trigger.Name == TriggerPolicy.Manual) return $"{path} is what the annotation is called; choose another name";
        if (new object?[] { trigger.Schedule, trigger.DataChange, trigger.Drift, trigger.Performance }.Count(kind => kind is not null) != 1)
            return $"{path} must have exactly one of schedule, dataChange, drift and performance";
        return trigger.Schedule is { } schedule && CronTimes.Read(schedule.Cron, schedule.TimeZone, out var problem) is null
            ? $"{path}: {problem}" : null;
    }

    private static string? Problem(RetrainBlackout blackout)
    {
        var path = $"spec.guards.blackouts: '{blackout.Name}'";
        if (blackout.Start is null != blackout.End is null || blackout.Cron is null != blackout.Duration is null
            || blackout.Start is null == blackout.Cron is null)
            return $"{path} must have start and end, or cron and duration";
        if (blackout.Cron is { } cron)
            return CronTimes.Read(cron, blackout.TimeZone, out var problem) is null ? $"{path}: {problem}" : null;
        if (CronTimes.Zone(blackout.TimeZone, out var unknown) is null) return $"{path}: {unknown}";
        var start = BlackoutPolicy.Local(blackout.Start!, blackout.TimeZone);
        var end = BlackoutPolicy.Local(blackout.End!, blackout.TimeZone);
        return start < end ? null : $"{path}: '{blackout.Start}' must be a time before '{blackout.End}', both as 2026-11-27T00:00";
    }

    private static string? Gate(RetrainPolicySpec spec)
    {
        if (spec.Gate is not { } gate) return null;
        if (gate.Metrics is { Count: > 0 } && gate.Holdout is null)
            return "spec.gate.metrics: they need spec.gate.holdout; only figures from the same data can be compared";
        if (gate.Holdout is { } holdout && spec.Template.Inputs?.Any(input => input.Name == holdout.Input) != true)
            return $"spec.gate.holdout.input: spec.template.inputs has no '{holdout.Input}'";
        if (FieldRules.Twice(gate.Metrics?.Select(metric => metric.Name), "spec.gate.metrics") is { } twice) return twice;
        foreach (var metric in gate.Metrics ?? [])
            if (metric.Confidence is not null && metric.Share != true)
                return $"spec.gate.metrics: '{metric.Name}': confidence needs share: true; of other metrics the spread is not known";
        foreach (var limit in gate.Limits ?? [])
            if (limit.Min is null && limit.Max is null) return $"spec.gate.limits: '{limit.Metric}' has neither min nor max; set one";
        return null;
    }

    private static string? Promotion(RetrainPromotion? promotion) =>
        (promotion?.RequiredApprovals is not null || promotion?.ApprovalTimeout is not null) && promotion.Mode != PromotionMode.Approval
            ? "spec.promotion: requiredApprovals and approvalTimeout need mode: Approval" : null;

    /// <summary>A run of the template is checked as what it will be.</summary>
    private static string? Template(RetrainObserved observed)
    {
        var policy = observed.Policy;
        var cycle = new RetrainCycle { Number = 1, Run = RetrainNames.Run(policy.Metadata.Name, 1), Reason = "" };
        JsonObject body = RetrainRun.Create(policy, cycle).Body;
        var run = body.Deserialize<TrainingRun>(CrdJson.Options)!;
        run.Metadata.Uid = policy.Metadata.Uid;
        return RunCheck.Problem(new()
        {
            Now = observed.Now,
            Run = run,
            Settings = observed.Settings,
            Training = observed.Training,
        }) is { } problem ? $"spec.template: {problem}" : null;
    }
}
