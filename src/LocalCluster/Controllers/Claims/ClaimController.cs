using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers.GarbageCollection;
using Modelwright.LocalCluster.Controllers.ReplicaSets;

namespace Modelwright.LocalCluster.Controllers.Claims;

/// <summary>
/// Binds each PersistentVolumeClaim to a folder of its own (or to the PersistentVolume it names), keeps it while pods use it, and removes
/// the folder with the claim.
/// </summary>
public sealed class ClaimController(IClusterApi api, string folder, TimeProvider time, ILogger log)
    : ObjectController<ObjectKey>("persistentvolume-binder", api, time, log)
{
    private const string Protection = "kubernetes.io/pvc-protection";
    private const string ProvisionedBy = "pv.kubernetes.io/provisioned-by";
    private const string Provisioner = "modelwright.io/local-folder";

    private readonly EventRecorder events = new(api, time, log, "persistentvolume-controller");

    /// <inheritdoc />
    public override void Start()
    {
        foreach (var claim in Api.List(KnownResources.PersistentVolumeClaims)) Enqueue(claim.Key());
        foreach (var volume in Api.List(KnownResources.PersistentVolumes)) EnqueueClaimOf(volume);
    }

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.PersistentVolumeClaims) Enqueue(change.Object.Key());
        else if (change.Resource == KnownResources.PersistentVolumes) EnqueueClaimOf(change.Object);
        else if (change.Resource == KnownResources.Pods && (change.Type == ClusterEventType.Deleted || PodState.HasEnded(change.Object)))
            foreach (var name in PodState.ClaimsOf(change.Object)) Enqueue(new ObjectKey(change.Object.Namespace(), name));
    }

    /// <inheritdoc />
    protected override void Reconcile(ObjectKey key)
    {
        var claim = Api.Get(KnownResources.PersistentVolumeClaims, key.Namespace, key.Name);
        Release(key, claim?.Uid());
        if (claim is null) return;
        if (claim.IsDeleting()) LetGo(claim);
        else if (claim.Text("status", "phase") != "Bound") Bind(claim);
    }

    private void EnqueueClaimOf(JsonObject volume)
    {
        if (volume.Map("spec", "claimRef") is { } claim)
            Enqueue(new ObjectKey(claim.Text("namespace") ?? "", claim.Text("name") ?? ""));
        foreach (var waiting in Api.List(KnownResources.PersistentVolumeClaims))
            if (waiting.Text("spec", "volumeName") == volume.Name()) Enqueue(waiting.Key());
    }

    private void Bind(JsonObject claim)
    {
        var named = claim.Text("spec", "volumeName");
        var volume = named is { Length: > 0 } ? Api.Get(KnownResources.PersistentVolumes, null, named) : Provision(claim);
        if (volume is null)
        {
            events.Warning(claim, "FailedBinding", $"volume \"{named}\" does not exist");
            return;
        }

        if (volume.Text("spec", "claimRef", "uid") is { } other && other != claim.Uid())
        {
            events.Warning(claim, "FailedBinding", $"volume \"{volume.Name()}\" belongs to another claim");
            return;
        }

        Api.Mutate(KnownResources.PersistentVolumes, null, volume.Name(), copy =>
        {
            copy.Ensure("spec")["claimRef"] = Reference(claim);
            return true;
        });
        SetPhase(KnownResources.PersistentVolumes, null, volume.Name(), status => status["phase"] = "Bound");
        Api.Mutate(KnownResources.PersistentVolumeClaims, claim.Namespace(), claim.Name(), copy =>
        {
            copy.Ensure("spec")["volumeName"] = volume.Name();
            Finalizers.Add(copy, Protection);
            return true;
        });
        SetPhase(KnownResources.PersistentVolumeClaims, claim.Namespace(), claim.Name(), status =>
        {
            status["phase"] = "Bound";
            status["accessModes"] = volume.At("spec", "accessModes")?.DeepClone();
            status["capacity"] = volume.At("spec", "capacity")?.DeepClone();
        });
    }

    private JsonObject Provision(JsonObject claim)
    {
        var name = $"pvc-{claim.Uid()}";
        if (Api.Get(KnownResources.PersistentVolumes, null, name) is { } existing) return existing;
        var path = Path.Combine(folder, claim.Namespace(), claim.Name());
        // A claim of that name may just have been deleted, its folder not yet.
        if (Directory.Exists(path)) path += "-" + claim.Uid();
        Directory.CreateDirectory(path);
        return Api.Create(KnownResources.PersistentVolumes, new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "PersistentVolume",
            ["metadata"] = new JsonObject { ["name"] = name, ["annotations"] = new JsonObject { [ProvisionedBy] = Provisioner } },
            ["spec"] = new JsonObject
            {
                ["capacity"] = new JsonObject { ["storage"] = claim.Text("spec", "resources", "requests", "storage") ?? "1Gi" },
                ["accessModes"] = claim.At("spec", "accessModes")?.DeepClone() ?? new JsonArray("ReadWriteOnce"),
                ["persistentVolumeReclaimPolicy"] = "Delete",
                ["hostPath"] = new JsonObject { ["path"] = path },
                ["claimRef"] = Reference(claim),
            },
        });
    }

    private static JsonObject Reference(JsonObject claim) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "PersistentVolumeClaim",
        ["namespace"] = claim.Namespace(),
        ["name"] = claim.Name(),
        ["uid"] = claim.Uid(),
    };

    private void LetGo(JsonObject claim)
    {
        var inUse = Api.List(KnownResources.Pods, claim.Namespace())
            .Any(pod => !PodState.HasEnded(pod) && PodState.ClaimsOf(pod).Contains(claim.Name()));
        if (inUse) return;
        Api.Mutate(KnownResources.PersistentVolumeClaims, claim.Namespace(), claim.Name(),
            copy => copy.Uid() == claim.Uid() && Finalizers.Remove(copy, Protection));
    }

    /// <summary>Volumes of claims by this name that exist no more.</summary>
    private void Release(ObjectKey key, string? uid)
    {
        foreach (var volume in Api.List(KnownResources.PersistentVolumes))
        {
            var claim = volume.Map("spec", "claimRef");
            var orphaned = claim?.Text("namespace") == key.Namespace && claim.Text("name") == key.Name
                && claim.Text("uid") is { } owner && owner != uid;
            if (!orphaned) continue;
            if (volume.Text("metadata", "annotations", ProvisionedBy) == Provisioner
                && volume.Text("spec", "persistentVolumeReclaimPolicy") == "Delete")
            {
                var path = volume.Text("spec", "hostPath", "path") ?? "";
                if (path.StartsWith(folder + "/", StringComparison.Ordinal) && Directory.Exists(path))
                    Directory.Delete(path, recursive: true);
                Api.Delete(KnownResources.PersistentVolumes, null, volume.Name(), volume.Uid());
            }
            else
            {
                SetPhase(KnownResources.PersistentVolumes, null, volume.Name(), status => status["phase"] = "Released");
            }
        }
    }

    private void SetPhase(ResourceId resource, string? @namespace, string name, Action<JsonObject> change) =>
        Api.Mutate(resource, @namespace, name, copy =>
        {
            var status = copy.Ensure("status");
            var before = status.Copy();
            change(status);
            return !JsonNode.DeepEquals(before, status);
        }, "status");
}
