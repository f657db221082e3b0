using System.Globalization;
using System.Text;
using Modelwright.Cli.Text;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Cli.Rollouts;

/// <summary><c>rollout explain</c>: for somebody who was woken up.</summary>
internal static class ExplainText
{
    public static string Of(Model model, DateTimeOffset now)
    {
        var text = new StringBuilder();
        var status = model.Status;
        Say(text, "What serves", Serving(model, status));
        if (status is null) return text.ToString();
        if (status.Rollout is { Phase: not null } rollout) Say(text, "What is happening", Happening(status, rollout, now));
        else if (Condition(status, ModelConditions.Ready) is { Status: not "True" } ready) Say(text, "What is wrong", ready.Message);
        if (status.Probation is { } probation)
            Say(text, "Probation", Probation(status, probation));
        if (status.Analysis is { } analysis)
        {
            Say(text, $"What the evidence says of {analysis.Canary} beside {analysis.Stable}", $"{analysis.Verdict}: {analysis.Message}");
            foreach (var metric in analysis.Metrics ?? []) text.Append($"  {metric.Name}: {metric.Message}\n");
        }

        if (status.Rollout?.Next is { } next) Say(text, "What comes next", next);
        foreach (var action in status.Actions ?? [])
            Say(text, "Asked by a person",
                $"{action.Name} {Ages.Of(action.Time, now)} ago: {(action.Ignored == true ? "nothing was done: " : "")}{action.Result}");
        return text.ToString();
    }

    private static string Probation(ModelStatus status, ProbationStatus probation)
    {
        var isJudged = status.Analysis is { Metrics.Count: > 0 } analysis && analysis.Canary == probation.Revision;
        var what = isJudged ? "harm or repeated crashes go" : "repeated crashes go (no metric with a limit of its own is watched)";
        var crashes = probation.Crashes is { } count ? $"; it lost all its replicas {count} times" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{probation.Revision} is watched until {probation.EndTime:u}; {what} back to {probation.Previous}{crashes}");
    }

    private static string Serving(Model model, ModelStatus? status)
    {
        if (status is null) return "the operator has not seen this Model yet; is it running?";
        var available = Condition(status, ModelConditions.Available);
        var shares = string.Join(", ", (status.Traffic ?? []).Where(share => share.Weight > 0)
            .Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Revision} answers {share.Weight} % of the requests")));
        var address = status.Url is { } url ? $" at {url}" : "";
        var stale = status.ObservedGeneration == model.Metadata.Generation ? "" : "; the operator has not seen the newest spec yet";
        return available?.Status == "True"
            ? $"{(shares.Length > 0 ? shares : available.Message)}{address}{stale}"
            : $"nothing{address}: {available?.Message ?? "not known"}{stale}";
    }

    private static string Happening(ModelStatus status, RolloutStatus rollout, DateTimeOffset now)
    {
        var since = rollout.Phase == RolloutPhase.Aborted ? rollout.EndTime : rollout.StepStartTime ?? rollout.StartTime;
        var head = rollout.Phase switch
        {
            RolloutPhase.Aborted => $"{status.AbortedRevision} was taken back {Ages.Of(since, now)} ago",
            RolloutPhase.Promoting => $"{status.NextRevision} is being given all requests",
            _ => $"{status.NextRevision} is to replace {status.StableRevision} ({rollout.Strategy}); "
                + $"since {Ages.Of(since, now)} at this step",
        };
        return $"{head}. {rollout.Message}";
    }

    private static k8s.Models.V1Condition? Condition(ModelStatus status, string type) =>
        status.Conditions?.FirstOrDefault(condition => condition.Type == type);

    private static void Say(StringBuilder text, string head, string words) => text.Append(head).Append(": ").Append(words).Append('\n');
}
