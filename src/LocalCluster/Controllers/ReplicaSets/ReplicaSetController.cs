using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers.ReplicaSets;

/// <summary>Keeps as many pods as a ReplicaSet asks for, and counts them in its status.</summary>
public sealed class ReplicaSetController(IClusterApi api, TimeProvider time, ILogger log)
    : ObjectController<ObjectKey>("replicaset", api, time, log)
{
    /// <summary>At most so many pods are made or given up in one step, so that no set starves the others.</summary>
    private const int Burst = 100;

    private static readonly TimeSpan RefusalPause = TimeSpan.FromSeconds(5);

    /// <summary>Refused pods are not tried again at once: each refusal names another pod, which would look like news.</summary>
    private readonly Dictionary<ObjectKey, Refusal> refusals = [];
    private readonly EventRecorder events = new(api, time, log, "replicaset-controller");

    /// <inheritdoc />
    public override void Start()
    {
        foreach (var set in Api.List(KnownResources.ReplicaSets)) Enqueue(set.Key());
    }

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.ReplicaSets)
        {
            Enqueue(change.Object.Key());
        }
        else if (change.Resource == KnownResources.Pods)
        {
            EnqueueOwner(change.Object);
            if (change.Previous is not null) EnqueueOwner(change.Previous);
        }
    }

    /// <inheritdoc />
    protected override void Reconcile(ObjectKey key)
    {
        if (Api.Get(KnownResources.ReplicaSets, key.Namespace, key.Name) is not { } set)
        {
            refusals.Remove(key);
            return;
        }

        var pods = Claim(set).Where(pod => !PodState.HasEnded(pod)).ToList();
        var active = pods.Where(pod => !pod.IsDeleting()).ToList();
        var failure = set.IsDeleting() ? null : Replace(set, active);
        WriteStatus(set, [.. Claim(set).Where(PodState.IsActive)], failure);
    }

    private void EnqueueOwner(JsonObject pod)
    {
        if (Owners.Controller(pod) is { } owner)
        {
            if (owner.Text("kind") == "ReplicaSet") Enqueue(new ObjectKey(pod.Namespace(), owner.Text("name") ?? ""));
            return;
        }

        foreach (var set in Api.List(KnownResources.ReplicaSets, pod.Namespace()))
        {
            if (Selects(set, pod)) Enqueue(set.Key());
        }
    }

    private static bool Selects(JsonObject set, JsonObject pod) =>
        LabelSelector.Matches(set.Map("spec", "selector"), pod.TextMap("metadata", "labels"));

    /// <summary>The set's pods: orphans that match are adopted, pods whose labels no longer match are let go.</summary>
    private List<JsonObject> Claim(JsonObject set)
    {
        var claimed = new List<JsonObject>();
        foreach (var pod in Api.List(KnownResources.Pods, set.Namespace()))
        {
            var mine = Owners.IsControlledBy(pod, set);
            var selected = Selects(set, pod);
            if (mine && selected)
            {
                claimed.Add(pod);
            }
            else if (mine && !set.IsDeleting())
            {
                Change(pod, copy => copy.Map("metadata")!.Remove("ownerReferences"));
            }
            else if (!mine && selected && Owners.Controller(pod) is null && PodState.IsActive(pod) && !set.IsDeleting())
            {
                var reference = Owners.ControllerReference(set, "apps/v1", "ReplicaSet");
                if (Change(pod, copy => Owners.Adopt(copy, reference)) is { } adopted) claimed.Add(adopted);
            }
        }

        return claimed;
    }

    private JsonObject? Change(JsonObject pod, Func<JsonObject, bool> change) =>
        Api.Mutate(KnownResources.Pods, pod.Namespace(), pod.Name(), copy => copy.Uid() == pod.Uid() && change(copy));

    private string? Replace(JsonObject set, List<JsonObject> active)
    {
        var missing = (set.Number("spec", "replicas") ?? 1) - active.Count;
        var generation = set.Number("metadata", "generation") ?? 0;
        if (missing > 0 && refusals.TryGetValue(set.Key(), out var held) && held.Generation == generation && held.Until > Time.GetUtcNow())
            return held.Message;
        refusals.Remove(set.Key());
        try
        {
            for (var i = 0; i < Math.Min(missing, Burst); i++)
            {
                var pod = Api.Create(KnownResources.Pods, NewPod(set));
                events.Normal(set, "SuccessfulCreate", $"Created pod: {pod.Name()}");
            }
        }
        catch (ApiException refusal)
        {
            events.Warning(set, "FailedCreate", $"Error creating: {refusal.Message}");
            refusals[set.Key()] = new Refusal(generation, Time.GetUtcNow() + RefusalPause, refusal.Message);
            EnqueueAt(set.Key(), Time.GetUtcNow() + RefusalPause);
            return refusal.Message;
        }

        foreach (var pod in PodState.CheapestToDeleteFirst(active).Take((int)Math.Clamp(-missing, 0, Burst)))
        {
            if (Api.Delete(KnownResources.Pods, pod.Namespace(), pod.Name(), pod.Uid()))
                events.Normal(set, "SuccessfulDelete", $"Deleted pod: {pod.Name()}");
        }

        return null;
    }

    private static JsonObject NewPod(JsonObject set)
    {
        var metadata = set.Map("spec", "template", "metadata")?.Copy() ?? [];
        metadata.Remove("name");
        metadata.Remove("creationTimestamp");
        metadata["generateName"] = set.Name() + "-";
        metadata["namespace"] = set.Namespace();
        metadata["ownerReferences"] = new JsonArray(Owners.ControllerReference(set, "apps/v1", "ReplicaSet"));
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = set.Map("spec", "template", "spec")?.Copy() ?? [],
        };
    }

    private void WriteStatus(JsonObject set, List<JsonObject> active, string? failure)
    {
        var now = Time.GetUtcNow();
        var minReady = TimeSpan.FromSeconds(set.Number("spec", "minReadySeconds") ?? 0);
        var template = set.TextMap("spec", "template", "metadata", "labels");
        Api.Mutate(KnownResources.ReplicaSets, set.Namespace(), set.Name(), copy =>
        {
            if (copy.Uid() != set.Uid()) return false;
            var before = copy.Map("status")?.Copy();
            var status = copy.Ensure("status");
            status["replicas"] = active.Count;
            status["fullyLabeledReplicas"] = active.Count(p => LabelSelector.MatchesAll(template, p.TextMap("metadata", "labels")));
            status["readyReplicas"] = active.Count(PodState.IsReady);
            status["availableReplicas"] = active.Count(pod => PodState.IsAvailable(pod, minReady, now));
            status["observedGeneration"] = set.Number("metadata", "generation") ?? 0;
            SetFailure(status, failure, now);
            return !JsonNode.DeepEquals(before, status);
        }, "status");
        foreach (var since in active.Select(PodState.ReadySince).OfType<DateTimeOffset>())
        {
            if (since + minReady > now) EnqueueAt(set.Key(), since + minReady);
        }
    }

    private static void SetFailure(JsonObject status, string? failure, DateTimeOffset now)
    {
        status.Remove("conditions");
        if (failure is null) return;
        var conditions = new JsonArray();
        Conditions.Set(conditions, new ConditionState("ReplicaFailure", "True", "FailedCreate", failure), now);
        status["conditions"] = conditions;
    }

    private sealed record Refusal(long Generation, DateTimeOffset Until, string Message);
}
