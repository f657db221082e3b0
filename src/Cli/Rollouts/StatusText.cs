using System.Globalization;
using System.Text;
using Modelwright.Cli.Text;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Analysis;

namespace Modelwright.Cli.Rollouts;

/// <summary><c>rollout status</c>: the state, who has which share, and each metric's verdict.</summary>
internal static class StatusText
{
    public static string Of(Model model, DateTimeOffset now)
    {
        var status = model.Status;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{model.Metadata.Name}: {status?.Phase?.ToString() ?? "not seen by the operator yet"}");
        if (status?.Rollout is { Step: { } step, Steps: { } steps }) text.Append(CultureInfo.InvariantCulture, $", step {step} of {steps}");
        text.Append('\n');
        if (status is null) return text.ToString();
        if (status.ObservedGeneration != model.Metadata.Generation)
            text.Append("the operator has not seen the newest spec yet\n");
        if (Message(status) is { } message) text.Append(message).Append('\n');
        if (status.Rollout?.Next is { } next) text.Append("next: ").Append(next).Append('\n');
        text.Append('\n').Append(Shares(status, now));
        if (status.Analysis is { Metrics.Count: > 0 } analysis)
            text.Append('\n').Append(Heading(analysis)).Append('\n').Append(Metrics(analysis));
        return text.ToString();
    }

    private static string? Message(ModelStatus status) =>
        status.Rollout?.Message ?? status.Conditions?.FirstOrDefault(condition => condition.Type == ModelConditions.Ready)?.Message;

    private static TextTable Shares(ModelStatus status, DateTimeOffset now)
    {
        var table = new TextTable("REVISION", "ROLE", "WEIGHT", "MIRROR", "READY", "STATE", "AGE");
        foreach (var revision in status.Revisions ?? [])
        {
            var share = status.Traffic?.FirstOrDefault(share => share.Revision == revision.Name);
            var role = Roles.Of(status, revision.Name);
            if (role is null && share is null) continue;
            table.Add(revision.Name, role, Percent(share?.Weight ?? 0), share?.Mirror is { } mirror ? Percent(mirror) : null,
                string.Create(CultureInfo.InvariantCulture, $"{revision.ReadyReplicas}/{revision.Replicas}"), revision.State.ToString(),
                Ages.Of(revision.CreatedTime, now));
        }

        return table;
    }

    /// <summary>The judgement stays after its rollout: which revision it was about must be said.</summary>
    private static string Heading(AnalysisStatus analysis) =>
        $"analysis of {analysis.Canary} beside {analysis.Stable}: {analysis.Verdict}";

    private static TextTable Metrics(AnalysisStatus analysis)
    {
        var table = new TextTable("METRIC", "VERDICT", "CANARY", "STABLE", "LIMIT", "REQUESTS", "MESSAGE");
        foreach (var metric in analysis.Metrics ?? [])
            table.Add(metric.Name, metric.Verdict.ToString(), metric.Canary, metric.Stable, metric.Limit,
                metric.CanaryRequests?.ToString(CultureInfo.InvariantCulture), metric.Message);
        return table;
    }

    private static string Percent(int share) => string.Create(CultureInfo.InvariantCulture, $"{share}%");
}
