using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers.Deployments;

/// <summary>The writes of the deployment controller: ReplicaSets claimed, made, annotated, scaled and pruned.</summary>
internal sealed class ReplicaSetWriter(IClusterApi api, EventRecorder events)
{
    /// <summary>Annotations that belong to one object and are not handed down.</summary>
    private static readonly HashSet<string> NotCopied =
    [
        "kubectl.kubernetes.io/last-applied-configuration",
        ReplicaSetView.RevisionAnnotation,
        ReplicaSetView.DesiredAnnotation,
        ReplicaSetView.MaxAnnotation,
    ];

    public IEnumerable<JsonObject> Owned(JsonObject deployment) =>
        api.List(KnownResources.ReplicaSets, deployment.Namespace()).Where(set => Owners.IsControlledBy(set, deployment));

    /// <summary>The Deployment's ReplicaSets, orphans that match its selector adopted.</summary>
    public List<JsonObject> Claim(JsonObject deployment)
    {
        var reference = Owners.ControllerReference(deployment, "apps/v1", "Deployment");
        foreach (var orphan in api.List(KnownResources.ReplicaSets, deployment.Namespace()))
        {
            if (deployment.IsDeleting() || Owners.Controller(orphan) is not null || orphan.IsDeleting()) continue;
            if (!LabelSelector.Matches(deployment.Map("spec", "selector"), orphan.TextMap("metadata", "labels"))) continue;
            Change(orphan, copy => Owners.Adopt(copy, reference));
        }

        return [.. Owned(deployment)];
    }

    public void Create(DeploymentView deployment, int size, long revision)
    {
        var owner = deployment.Object;
        var hash = TemplateHash.Of(deployment.Template, owner.Number("status", "collisionCount") ?? 0);
        var set = NewSet(deployment, hash, size, revision);
        try
        {
            api.Create(KnownResources.ReplicaSets, set);
        }
        catch (ApiException taken) when (taken.Reason == "AlreadyExists")
        {
            // Another template has this hash, or the set is a stranger's: the next try uses another name.
            api.Mutate(KnownResources.Deployments, owner.Namespace(), owner.Name(), copy =>
            {
                copy.Ensure("status")["collisionCount"] = (copy.Number("status", "collisionCount") ?? 0) + 1;
                return true;
            }, "status");
            throw;
        }

        RecordRevision(owner, revision);
        if (size > 0) events.Normal(owner, "ScalingReplicaSet", $"Scaled up replica set {set.Name()} from 0 to {size}");
    }

    /// <summary>Hands the Deployment's annotations down to its current ReplicaSet and records the revision on both.</summary>
    public void Annotate(DeploymentView deployment, ReplicaSetView current, long revision)
    {
        var wanted = Annotations(deployment, revision, current.Object);
        Change(current.Object, copy =>
        {
            var annotations = copy.Ensure("metadata", "annotations");
            var before = annotations.Copy();
            foreach (var (key, value) in wanted) annotations[key] = value;
            var minReadyChanged = (copy.Number("spec", "minReadySeconds") ?? 0) != deployment.MinReadySeconds;
            if (minReadyChanged) copy.Ensure("spec")["minReadySeconds"] = deployment.MinReadySeconds;
            return minReadyChanged || !JsonNode.DeepEquals(before, annotations);
        });
        RecordRevision(deployment.Object, revision);
    }

    /// <summary>True when the size changed.</summary>
    public bool Scale(DeploymentView deployment, ReplicaSetView set, int size)
    {
        Change(set.Object, copy =>
        {
            var annotations = copy.Ensure("metadata", "annotations");
            var before = annotations.Copy();
            annotations[ReplicaSetView.DesiredAnnotation] = Text(deployment.Replicas);
            annotations[ReplicaSetView.MaxAnnotation] = Text(deployment.Replicas + deployment.MaxSurge);
            copy.Ensure("spec")["replicas"] = size;
            return size != set.Replicas || !JsonNode.DeepEquals(before, annotations);
        });
        if (size == set.Replicas) return false;
        var direction = size > set.Replicas ? "up" : "down";
        events.Normal(deployment.Object, "ScalingReplicaSet", $"Scaled {direction} replica set {set.Name} from {set.Replicas} to {size}");
        return true;
    }

    /// <summary>Deletes the oldest ReplicaSets without pods beyond the history limit.</summary>
    public void Prune(DeploymentView deployment, IReadOnlyCollection<ReplicaSetView> old)
    {
        var removable = old.Where(set => set.Replicas == 0 && set.CurrentReplicas == 0 && !set.Object.IsDeleting()).ToList();
        foreach (var set in removable.OrderBy(set => set.Revision).Take(Math.Max(0, removable.Count - deployment.RevisionHistoryLimit)))
        {
            api.Delete(KnownResources.ReplicaSets, set.Object.Namespace(), set.Name, set.Object.Uid());
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Change(JsonObject set, Func<JsonObject, bool> change) =>
        api.Mutate(KnownResources.ReplicaSets, set.Namespace(), set.Name(), copy => copy.Uid() == set.Uid() && change(copy));

    private void RecordRevision(JsonObject deployment, long revision) =>
        api.Mutate(KnownResources.Deployments, deployment.Namespace(), deployment.Name(), copy =>
        {
            if (copy.Uid() != deployment.Uid()
                || copy.Text("metadata", "annotations", ReplicaSetView.RevisionAnnotation) == Text(revision)) return false;
            copy.Ensure("metadata", "annotations")[ReplicaSetView.RevisionAnnotation] = Text(revision);
            return true;
        });

    private static Dictionary<string, string> Annotations(DeploymentView deployment, long revision, JsonObject? existing)
    {
        var result = deployment.Object.TextMap("metadata", "annotations")
            .Where(pair => !NotCopied.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
        result[ReplicaSetView.RevisionAnnotation] = Text(revision);
        if (existing is not null) return result;
        result[ReplicaSetView.DesiredAnnotation] = Text(deployment.Replicas);
        result[ReplicaSetView.MaxAnnotation] = Text(deployment.Replicas + deployment.MaxSurge);
        return result;
    }

    private static JsonObject NewSet(DeploymentView deployment, string hash, int size, long revision)
    {
        var owner = deployment.Object;
        var template = deployment.Template.Copy();
        template.Ensure("metadata", "labels")[TemplateHash.Label] = hash;
        var selector = owner.Map("spec", "selector")?.Copy() ?? [];
        selector.Ensure("matchLabels")[TemplateHash.Label] = hash;
        var annotations = new JsonObject();
        foreach (var (key, value) in Annotations(deployment, revision, null)) annotations[key] = value;
        return new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ReplicaSet",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{owner.Name()}-{hash}",
                ["namespace"] = owner.Namespace(),
                ["labels"] = template.Map("metadata", "labels")!.Copy(),
                ["annotations"] = annotations,
                ["ownerReferences"] = new JsonArray(Owners.ControllerReference(owner, "apps/v1", "Deployment")),
            },
            ["spec"] = new JsonObject
            {
                ["replicas"] = size,
                ["minReadySeconds"] = deployment.MinReadySeconds,
                ["selector"] = selector,
                ["template"] = template,
            },
        };
    }
}
