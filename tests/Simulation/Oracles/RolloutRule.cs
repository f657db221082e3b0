using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>
/// What was taken back stays taken back, whoever restarts, until the spec asks for something else or a person says retry. With an analysis,
/// a revision is promoted only after the verdict that it is no worse was recorded, or by a person's word, or where the spec says so.
/// </summary>
internal sealed class RolloutRule
{
    private readonly SimWorld world;
    private readonly PodReadiness pods;
    private readonly Func<TimeSpan> staleness;
    private readonly Action<string> broken;
    private readonly Dictionary<(string Uid, long Generation), JsonObject> specs = [];
    private readonly Dictionary<string, string> aborted = new(StringComparer.Ordinal);

    public RolloutRule(SimWorld world, PodReadiness pods, Func<TimeSpan> staleness, Action<string> broken)
    {
        (this.world, this.pods, this.staleness, this.broken) = (world, pods, staleness, broken);
        world.Admin.Changed += Observe;
    }

    private void Observe(ClusterEvent change)
    {
        if (change.Resource != KnownResources.Models || change.Type == ClusterEventType.Deleted) return;
        specs[(change.Object.Uid(), change.Object.Integer("metadata", "generation") ?? 0)] = change.Object.Child("spec")!.Copy();
        if (change.Previous is not { } before) return;
        Remembered(before, change.Object);
        Judged(before, change.Object);
    }

    private void Remembered(JsonObject before, JsonObject now)
    {
        var (was, after) = (before.Text("status", "abortedRevision"), now.Text("status", "abortedRevision"));
        if (was == after) return;
        var earlier = aborted.GetValueOrDefault(now.Uid());
        aborted[now.Uid()] = Intent(now);

        // Where a channel leads is asked for just as what a spec names.
        if (before.Text("status", "channel", "version") != now.Text("status", "channel", "version")) return;
        if (was is null || earlier is null || Acted(before, now, "retry") || IsVersion(before) || IsVersion(now)) return;
        if (earlier == Intent(now) && after is null)
            broken($"{was} was taken back, and {now.Name()} forgot it although neither the spec nor a person asks for it again");
    }

    private void Judged(JsonObject before, JsonObject now)
    {
        if (before.Text("status", "rollout", "phase") != "Stepping" || before.Text("status", "nextRevision") is not { } candidate) return;
        var promoted = now.Text("status", "stableRevision") == candidate
            || (now.Text("status", "nextRevision") == candidate && now.Text("status", "rollout", "phase") == "Promoting");
        if (!promoted || SpecOf(now)?.Child("rollout", "analysis") is not { } analysis) return;
        if (Says(before, candidate) || Says(now, candidate) || Acted(before, now, "promote")) return;
        if (analysis.Text("onInconclusive") == "Promote" || !SpecOf(now).Objects("rollout", "steps").Any()) return;
        var stable = before.Text("status", "stableRevision") ?? "";
        if (!pods.IsReadyFor(PodReadiness.Revision(now.Namespace(), stable), staleness())) return;
        broken($"{candidate} was promoted, and the verdict on record is "
            + $"{before.Text("status", "analysis", "verdict") ?? "none"}");
    }

    private static bool Says(JsonObject model, string candidate) =>
        model.Text("status", "analysis", "verdict") == "NonInferior" && model.Text("status", "analysis", "canary") == candidate;

    private static bool Acted(JsonObject before, JsonObject now, string action) => Record(before, action) != Record(now, action);

    private static string? Record(JsonObject model, string action) =>
        model.Objects("status", "actions").FirstOrDefault(record => record.Text("name") == action).Text("value");

    /// <summary>What the spec that the status is about asks for, as far as a revision depends on it.</summary>
    private string Intent(JsonObject model)
    {
        var spec = SpecOf(model);
        var serving = spec.Child("serving")?.Copy();
        serving?.Remove("replicas");
        return $"{spec?["source"]?.ToJsonString()}{serving?.ToJsonString()}";
    }

    private bool IsVersion(JsonObject model) => SpecOf(model).Text("source", "version") is not null;

    private JsonObject? SpecOf(JsonObject model) =>
        specs.GetValueOrDefault((model.Uid(), model.Integer("status", "observedGeneration") ?? 0));
}
