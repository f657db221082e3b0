using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers.ReplicaSets;

namespace Modelwright.LocalCluster.Controllers.Deployments;

/// <summary>
/// Rolls Deployments out over ReplicaSets. Each reconcile reads everything anew and makes at most one kind of change; the change wakes it
/// again.
/// </summary>
public sealed class DeploymentController(IClusterApi api, TimeProvider time, ILogger log)
    : ObjectController<ObjectKey>("deployment", api, time, log)
{
    private readonly ReplicaSetWriter writer = new(api, new EventRecorder(api, time, log, "deployment-controller"));

    /// <inheritdoc />
    public override void Start()
    {
        foreach (var deployment in Api.List(KnownResources.Deployments)) Enqueue(deployment.Key());
    }

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.Deployments)
        {
            Enqueue(change.Object.Key());
        }
        else if (change.Resource == KnownResources.ReplicaSets)
        {
            if (Owners.Controller(change.Object) is { } owner && owner.Text("kind") == "Deployment")
                Enqueue(new ObjectKey(change.Object.Namespace(), owner.Text("name") ?? ""));
        }
        else if (change.Resource == KnownResources.Pods && (change.Type == ClusterEventType.Deleted || PodState.HasEnded(change.Object)))
        {
            // A Recreate rollout waits until the last old pod is gone.
            foreach (var deployment in Api.List(KnownResources.Deployments, change.Object.Namespace()))
            {
                if (deployment.Text("spec", "strategy", "type") == "Recreate") Enqueue(deployment.Key());
            }
        }
    }

    /// <inheritdoc />
    protected override void Reconcile(ObjectKey key)
    {
        if (Api.Get(KnownResources.Deployments, key.Namespace, key.Name) is not { } found) return;
        var deployment = new DeploymentView(found);
        var all = writer.Claim(found).Select(set => new ReplicaSetView(set)).ToList();
        var current = all.OrderBy(set => set.Created)
            .FirstOrDefault(set => TemplateHash.SameTemplate(set.Object.Map("spec", "template") ?? [], deployment.Template));
        if (!found.IsDeleting()) Roll(deployment, current, all);
        WriteStatus(key);
    }

    private void Roll(DeploymentView deployment, ReplicaSetView? current, List<ReplicaSetView> all)
    {
        var old = all.Where(set => set != current).ToList();
        if (current is not null) writer.Annotate(deployment, current, NextRevision(current, old));
        if (WasScaled(deployment, all) || deployment.Paused)
        {
            Rescale(deployment, current, all);
        }
        else if (deployment.Recreates)
        {
            if (old.Any(set => set.Replicas > 0)) ScaleAll(deployment, old.ToDictionary(set => set, _ => 0));
            else if (current is null && HasPods(old)) return;
            else Grow(deployment, current, all, old);
        }
        else if (!Grow(deployment, current, all, old) && current is not null)
        {
            ScaleAll(deployment, RollingUpdate.OldSizes(deployment, current, old));
        }

        if (current is not null && DeploymentStatus.IsComplete(deployment, deployment.Object.Map("status") ?? []))
            writer.Prune(deployment, old);
    }

    private static long NextRevision(ReplicaSetView? current, List<ReplicaSetView> old)
    {
        var newest = old.Select(set => set.Revision).DefaultIfEmpty(0).Max();
        return current is not null && current.Revision > newest ? current.Revision : newest + 1;
    }

    private static bool WasScaled(DeploymentView deployment, List<ReplicaSetView> all) =>
        all.Any(set => set.Replicas > 0 && set.Desired is { } desired && desired != deployment.Replicas);

    private bool HasPods(List<ReplicaSetView> sets) => sets.Count > 0 && Api.List(KnownResources.Pods, sets[0].Object.Namespace())
        .Any(pod => !PodState.HasEnded(pod) && sets.Any(set => Owners.IsControlledBy(pod, set.Object)));

    /// <summary>Makes the new ReplicaSet, or brings it to the size it may have now.</summary>
    private bool Grow(DeploymentView deployment, ReplicaSetView? current, List<ReplicaSetView> all, List<ReplicaSetView> old)
    {
        var size = RollingUpdate.NewSize(deployment, current, all);
        if (current is null)
        {
            writer.Create(deployment, size, NextRevision(null, old));
            return true;
        }

        return writer.Scale(deployment, current, size);
    }

    private void Rescale(DeploymentView deployment, ReplicaSetView? current, List<ReplicaSetView> all)
    {
        var active = all.Where(set => set.Replicas > 0).ToList();
        if (active.Count <= 1)
        {
            var only = active.FirstOrDefault() ?? current ?? all.OrderByDescending(set => set.Revision).FirstOrDefault();
            if (only is not null) writer.Scale(deployment, only, deployment.Replicas);
        }
        else if (deployment.Recreates)
        {
            ScaleAll(deployment, active.Where(set => set != current).ToDictionary(set => set, _ => 0));
        }
        else
        {
            ScaleAll(deployment, RollingUpdate.Proportional(deployment, active));
        }
    }

    private void ScaleAll(DeploymentView deployment, Dictionary<ReplicaSetView, int> sizes)
    {
        foreach (var (set, size) in sizes) writer.Scale(deployment, set, size);
    }

    private void WriteStatus(ObjectKey key)
    {
        if (Api.Get(KnownResources.Deployments, key.Namespace, key.Name) is not { } found) return;
        var deployment = new DeploymentView(found);
        var all = writer.Owned(found).Select(set => new ReplicaSetView(set)).ToList();
        var current = all.OrderBy(set => set.Created)
            .FirstOrDefault(set => TemplateHash.SameTemplate(set.Object.Map("spec", "template") ?? [], deployment.Template));
        var status = DeploymentStatus.Of(deployment, current, all, Time.GetUtcNow());
        Api.Mutate(KnownResources.Deployments, key.Namespace, key.Name, copy =>
        {
            if (copy.Uid() != found.Uid() || JsonNode.DeepEquals(copy["status"], status)) return false;
            // The collision count is written where a collision is found.
            if (copy.Number("status", "collisionCount") is { } collisions) status["collisionCount"] = collisions;
            copy["status"] = status.DeepClone();
            return true;
        }, "status");
        if (DeploymentStatus.Deadline(deployment, status) is { } deadline && deadline > Time.GetUtcNow()) EnqueueAt(key, deadline);
    }
}
