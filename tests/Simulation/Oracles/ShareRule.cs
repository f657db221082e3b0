using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>
/// A revision's share of the requests, and of copies, rises in the record of the route only to what the status said before: every decision
/// is recorded before it acts. Where the stable revision has nobody to answer, whoever can may.
/// </summary>
public sealed class ShareRule
{
    private const string Mirrored = "copies to ";

    private readonly SimWorld world;
    private readonly PodReadiness pods;
    private readonly Action<string> broken;
    private readonly Dictionary<string, Dictionary<string, long>> shares = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(DateTimeOffset Until, JsonObject? Status)>> earlier = new(StringComparer.Ordinal);

    internal ShareRule(SimWorld world, PodReadiness pods, Action<string> broken)
    {
        (this.world, this.pods, this.broken) = (world, pods, broken);
        world.Admin.Changed += Observe;
    }

    /// <summary>How old a decision may be: where watches are late or leaders are paused, the status may have changed since.</summary>
    public TimeSpan Staleness { get; set; }

    private void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.Models && change.Previous is { } before) Remember(before);
        if (change.Resource != KnownResources.Services || change.Type == ClusterEventType.Deleted || world.Invariants.PeopleAct) return;
        var record = change.Object.Text("metadata", "annotations", Labels.Route);
        if (record is null || record == change.Previous.Text("metadata", "annotations", Labels.Route)) return;
        if (world.Admin.Get(KnownResources.Models, change.Object.Namespace(), change.Object.Name()) is not { } model) return;
        var owners = change.Object.Objects("metadata", "ownerReferences");
        if (model.IsDeleting() || !owners.Any(owner => owner.Text("uid") == model.Uid())) return;
        if (Parse(record) is not { } route) return;
        Compare(model, route);
    }

    private void Compare(JsonObject model, JsonObject route)
    {
        var now = Shares(route);
        var before = shares.GetValueOrDefault(model.Uid()) ?? [];
        shares[model.Uid()] = now;
        var allowed = Known(model).ToList();
        foreach (var (part, share) in now.Where(pair => pair.Value > before.GetValueOrDefault(pair.Key)))
        {
            var permitted = allowed.Max(status => Permitted(status, part));
            if (share <= permitted || IsForced(model, part)) continue;
            broken($"route {model.Name()}:{route.Integer("revision")} gives {part} {share} %, and the status permits {permitted} %");
        }
    }

    /// <summary>The stable revision could not have answered.</summary>
    private bool IsForced(JsonObject model, string part)
    {
        if (part.StartsWith(Mirrored, StringComparison.Ordinal)) return false;
        var stable = model.Text("status", "stableRevision");
        return stable is null || !pods.IsReadyFor(PodReadiness.Revision(model.Namespace(), stable), Staleness);
    }

    private static long Permitted(JsonObject? status, string part)
    {
        var mirrored = part.StartsWith(Mirrored, StringComparison.Ordinal);
        var revision = mirrored ? part[Mirrored.Length..] : part;
        var (stable, next, phase) = (status.Text("stableRevision"), status.Text("nextRevision"), status.Text("rollout", "phase"));
        if (!mirrored && (stable is null || stable == revision)) return 100;
        if (next != revision) return 0;
        if (mirrored) return phase == "Stepping" ? status.Integer("rollout", "mirror") ?? 0 : 0;
        return phase switch { "Stepping" => status.Integer("rollout", "weight") ?? 0, "Promoting" => 100, _ => 0 };
    }

    private static Dictionary<string, long> Shares(JsonObject route)
    {
        var found = route.Objects("backends").ToDictionary(
            backend => backend.Text("revision") ?? "", backend => backend.Integer("weight") ?? 0, StringComparer.Ordinal);
        if (route.Text("mirror", "revision") is { } copied) found[Mirrored + copied] = route.Integer("mirror", "percent") ?? 0;
        return found;
    }

    private static JsonObject? Parse(string record)
    {
        try
        {
            return JsonNode.Parse(record) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IEnumerable<JsonObject?> Known(JsonObject model) =>
        (earlier.GetValueOrDefault(model.Uid()) ?? []).Where(known => known.Until > world.Time.GetUtcNow())
            .Select(known => known.Status).Append(model.Child("status"));

    private void Remember(JsonObject model)
    {
        if (!earlier.TryGetValue(model.Uid(), out var list)) earlier[model.Uid()] = list = [];
        list.RemoveAll(known => known.Until <= world.Time.GetUtcNow());
        list.Add((world.Time.GetUtcNow() + Staleness, model.Child("status")?.Copy()));
    }
}
