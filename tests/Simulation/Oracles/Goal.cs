using System.Text.Json.Nodes;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.Models;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>
/// What a namespace has to look like once nobody changes anything any more, worked out from the specs and the model store alone: the
/// eventually stable state (Anvil, OSDI 2024) of Models, their children, and their routers.
/// </summary>
public sealed class Goal(SimWorld world, ModelUser user)
{
    private static readonly Dictionary<string, string> FetchReasons = new(StringComparer.Ordinal) { ["Failed"] = ModelReasons.FetchFailed };

    /// <summary>The first thing that is not as it has to be; null: all is.</summary>
    public string? Missing() => user.Names().Select(Missing).FirstOrDefault(problem => problem is not null)
        ?? Data() ?? Leftover();

    /// <summary>A version waits for a file that may still come: it is tried again for ever, with requests about it and its pod.</summary>
    public bool HasRetries() => world.Admin.List(KnownResources.ModelVersions, user.Namespace)
        .Any(version => Verdict(Artifact(version)) is ModelReasons.NotFound or ModelReasons.AccessDenied);

    private string? Missing(string name)
    {
        var model = user.Get(name)!;
        var (replicas, wanted) = (model.Integer("spec", "serving", "replicas") ?? 1, Wanted(model));
        var actual = user.Reason(name);
        if (actual is not null && RestingPlaces.Allows(model, actual))
            return RestingPlaces.Missing(model, actual, user.Message(name)) ?? Children(model, replicas, user.Serving(name));
        // At zero it may be that nobody has ever seen the file.
        if (actual != wanted && !(wanted == ModelReasons.ScaledToZero && actual == "Unverified"))
            return $"{name} has to be {wanted}; it is {actual}: {user.Message(name)}";
        if (wanted is not (ModelReasons.Serving or ModelReasons.ScaledToZero)) return null;
        return Children(model, replicas, wanted == ModelReasons.Serving ? user.Serving(name) : null);
    }

    private string? Children(JsonObject model, long replicas, string? serving)
    {
        var coming = RestingPlaces.OnItsWay(model);
        foreach (var deployment in Revisions(model))
        {
            var has = deployment.Integer("spec", "replicas");
            var due = deployment.Name() == serving ? replicas : 0;
            if (coming is { } halted && (deployment.Name() == halted.Revision || HasSurge(model))) continue;
            if (has != due) return $"Deployment {deployment.Name()} has to have {due} replicas; it has {has}";
            if (due > 0 && deployment.ToJsonString().Contains(Meddler.Mark, StringComparison.Ordinal))
                return $"Deployment {deployment.Name()} is not as the operator made it";
        }

        return Routes(model, serving, coming);
    }

    /// <summary>Every router, and the copy for a cold start, follow the route in the record.</summary>
    private string? Routes(JsonObject model, string? serving, (string Revision, long Weight)? coming)
    {
        var record = world.Admin.Get(KnownResources.Services, user.Namespace, model.Name()).Text("metadata", "annotations", Labels.Route);
        var copy = world.Admin.Get(KnownResources.ConfigMaps, user.Namespace, Operator.Names.Routes).Text("data", $"{model.Name()}.json");
        if (record is null || record != copy) return $"{model.Name()}: the copy of the route is {copy}, the record {record}";
        var pods = world.Admin.List(KnownResources.Pods, user.Namespace).Where(pod => pod.Label(Labels.Name) == Labels.Router).ToList();
        if (pods.Count != 1 || !pods[0].IsReadyPod()) return $"{pods.Count} router pods, not one that is ready";
        foreach (var router in world.Routers.Running.Where(router => router.Namespace == user.Namespace))
        {
            var shares = router.Route(model.Name()) is { } route
                ? string.Join(',', route.Backends.Where(backend => backend.Weight > 0)
                    .OrderBy(backend => backend.Revision != serving).Select(backend => $"{backend.Revision}={backend.Weight}"))
                : "no route";
            var due = serving is null ? "" : $"{serving}=100";
            if (coming is { Weight: > 0 } halted && shares == $"{serving}={100 - halted.Weight},{halted.Revision}={halted.Weight}")
                continue;
            if (shares != due) return $"router {router.Pod} follows '{shares}' for {model.Name()}; it has to follow '{due}'";
        }

        return null;
    }

    /// <summary>Each Dataset says what its file is now, and offers it if it is good.</summary>
    private string? Data() => world.Admin.List(KnownResources.Datasets, user.Namespace).Select(dataset =>
    {
        var file = world.Models.Find(dataset.Text("spec", "source", "artifact", "uri") ?? "")!;
        var wanted = file.LoadFailure is null ? DatasetReasons.Current : DatasetReasons.ChecksFailed;
        var actual = user.Reason(ModelUser.DatasetPrefix + dataset.Name());
        if (actual != wanted) return $"Dataset {dataset.Name()} has to be {wanted}; it is {actual}";
        return file.LoadFailure is null == (dataset.Text("status", "latest") == file.Digest) ? null
            : $"Dataset {dataset.Name()} offers {dataset.Text("status", "latest")}; its file is {file.Digest}";
    }).FirstOrDefault(problem => problem is not null);

    private string? Leftover()
    {
        if (user.Names().Count == 0 && world.Routers.Running.Any(router => router.Namespace == user.Namespace))
            return "a router runs although there is no Model";
        foreach (var router in world.Routers.Running)
            if (router.Routes.FirstOrDefault(route => user.Get(route.Model) is null) is { } stray)
                return $"router {router.Pod} has a route for {stray.Model}, which is gone";
        var owners = user.Names().Select(name => user.Get(name)!.Uid()).ToHashSet();
        return new[] { KnownResources.Deployments, KnownResources.ControllerRevisions, KnownResources.Services, KnownResources.ConfigMaps }
            .SelectMany(resource => world.Admin.List(resource, user.Namespace))
            .Where(child => child.Label(Labels.ManagedBy) == Labels.ManagedByValue)
            .FirstOrDefault(child => !child.Objects("metadata", "ownerReferences").Any(owner => owners.Contains(owner.Text("uid") ?? "")))
            is { } orphan ? $"{orphan.Name()} was left behind" : null;
    }

    private string Wanted(JsonObject model)
    {
        var zero = model.Integer("spec", "serving", "replicas") == 0;
        var source = model.Child("spec", "source");
        if (source.Text("version") is not { } name)
            return zero ? ModelReasons.ScaledToZero : Verdict(source.Child("artifact")) ?? ModelReasons.Serving;
        if (world.Admin.Get(KnownResources.ModelVersions, user.Namespace, name) is not { } version) return ModelReasons.VersionNotFound;
        return Verdict(Artifact(version)) ?? (zero ? ModelReasons.ScaledToZero : ModelReasons.Serving);
    }

    private static bool HasSurge(JsonObject model) =>
        model.Integer("spec", "rollout", "maxSurge") is not null || model.Text("spec", "rollout", "strategy") == "Rolling";

    private static JsonObject? Artifact(JsonObject version) => version.Child("spec", "artifact");

    /// <summary>Why a file cannot be served; null: it can.</summary>
    private string? Verdict(JsonObject? artifact)
    {
        if (world.Models.Find(artifact.Text("uri") ?? "") is not { } file) return ModelReasons.NotFound;
        if (file.FetchFailure is { } reason) return FetchReasons.GetValueOrDefault(reason, reason);
        return artifact.Text("digest") is { } digest && digest != file.Digest ? ModelReasons.DigestMismatch : file.LoadFailure;
    }

    private IEnumerable<JsonObject> Revisions(JsonObject model) =>
        world.Admin.List(KnownResources.Deployments, user.Namespace)
            .Where(child => child.Label(Labels.Revision) is not null
                && child.Objects("metadata", "ownerReferences").Any(owner => owner.Text("uid") == model.Uid()));
}
