using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Operator.Models;
using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Operator.Models.Monitoring;
using Modelwright.Operator.Models.Resources;
using Modelwright.Operator.Routers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Sketch;

/// <summary>
/// Just enough of a cluster to carry out a Model's plans and to be observed again: objects, pods that come up or fail, routers that take
/// routes. Every change is explicit, so a test can stop anywhere.
/// </summary>
internal sealed class ClusterSketch
{
    private int pods;

    public ClusterSketch(Model model, ServingSettings? settings = null)
    {
        Model = model;
        Settings = settings ?? Samples.Settings;
    }

    public DateTimeOffset Now { get; set; } = Samples.Start;

    public Model Model { get; private set; }

    public ModelVersion? Version { get; set; }

    public List<Promotion> Promotions { get; } = [];

    public ServingSettings Settings { get; set; }

    public SortedDictionary<string, SketchDeployment> Deployments { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, (string ClusterIP, string? Route)> Services { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string?> Pins { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, JsonObject> Snapshots { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>What each Service selects by, and the provider that it says.</summary>
    public SortedDictionary<string, (string Selector, string? Provider)> Selected { get; } = new(StringComparer.Ordinal);

    /// <summary>The cluster's Gateways; null where the Gateway API is not installed.</summary>
    public SketchGateways? Gateways { get; set; }

    public List<SketchRouter> Routers { get; } = [new("router-0"), new("router-1")];

    public List<string> Foreign { get; } = [];

    public string? RouterRefusal { get; set; }

    public List<string> Events { get; } = [];

    public List<External> Measurements { get; } = [];

    /// <summary>Readings of what model servers counted.</summary>
    public List<External> Readings { get; } = [];

    /// <summary>What this process has read of requests.</summary>
    public MonitoringMemory? Monitoring { get; set; }

    /// <summary>The data of the ConfigMap in which that outlives the process.</summary>
    public string? Checkpoint { get; set; }

    /// <summary>This process watches who asks for the Model.</summary>
    public bool Watched { get; set; }

    /// <summary>What it has seen of that.</summary>
    public ActivityFact? Activity { get; set; }

    /// <summary>
    /// What is at an artifact's URI: its digest, or the problem of fetching it. Other files have the declared digest, or all zeros.
    /// </summary>
    public Dictionary<string, string> Files { get; } = [];

    public RouteTable? Route => RouteTable.Parse(Services.GetValueOrDefault(Model.Metadata.Name).Route);

    public ModelStatus Status => Model.Status ?? new();

    public ModelObserved Observe() => new()
    {
        Now = Now,
        Model = Model,
        Version = Version,
        Promotions = [.. Promotions],
        Deployments = [.. Deployments.Values.Select(deployment => deployment.Fact())],
        Snapshots = [.. Snapshots.Select(snapshot => new SnapshotFact
        {
            Name = snapshot.Key,
            Uid = snapshot.Key,
            Data = snapshot.Value["data"] as JsonObject,
            Content = RevisionSnapshot.Read(snapshot.Value["data"] as JsonObject),
        })],
        Services = [.. Services.Keys.Select(name => Observed(name)!)],
        Gateway = SketchGateways.View(this),
        Pins = [.. Pins.Select(pin => new PinFact(pin.Key, pin.Value))],
        Pods = [.. Deployments.Values.SelectMany(deployment => deployment.Pods).Select(pod => pod.Fact())],
        Routers = [.. Routers.Select(router => router.Fact())],
        Foreign = Foreign,
        RouterRefusal = RouterRefusal,
        Activity = Watched ? Activity : null,
        Monitoring = Monitoring,
        Checkpoint = Checkpoint,
        Settings = Settings,
    };

    /// <summary>A Service as the planner sees it.</summary>
    public ServiceFact? Observed(string name) => Services.TryGetValue(name, out var service)
        ? new(name, service.ClusterIP, service.Route) { Provider = Selected.GetValueOrDefault(name).Provider }
        : null;

    public Plan Plan() => ModelPlanner.Plan(Observe());

    /// <summary>Edits the spec, as a user does.</summary>
    public void Edit(ModelSpec spec)
    {
        if (JsonSerializer.Serialize(spec, CrdJson.Options) == JsonSerializer.Serialize(Model.Spec, CrdJson.Options)) return;
        Model = Model with { Spec = spec };
        Model.Metadata.Generation++;
    }

    public void Scale(int replicas) => Edit(Model.Spec with { Serving = (Model.Spec.Serving ?? new()) with { Replicas = replicas } });

    /// <summary>The whole plan as a list of steps, pruning included, in the executor's order.</summary>
    public IReadOnlyList<Action> Steps(Plan plan)
    {
        var applied = plan.Effects.OfType<Apply>().Select(apply => (apply.Type.Kind, ChildBody.KeyOf(apply.Body).Name)).ToHashSet();
        List<Action> steps = [.. plan.Effects.Select(effect => (Action)(() => Carry(effect)))];
        if (plan.Prune is not null) steps.AddRange(Orphans(applied));
        return steps;
    }

    /// <summary>Plans and carries everything out; says whether anything changed.</summary>
    public bool Reconcile()
    {
        var before = Fingerprint();
        foreach (var step in Steps(Plan())) step();
        return before != Fingerprint();
    }

    /// <summary>Lets everything happen that happens by itself, without time passing, until nothing does.</summary>
    public void Settle()
    {
        for (var round = 0; round < 100; round++)
        {
            var changed = Reconcile();
            foreach (var deployment in Deployments.Values) changed |= Progress(deployment);
            foreach (var router in Routers) changed |= Push(router);
            changed |= Gateways?.Answer() == true;
            if (!changed) return;
        }

        throw new InvalidOperationException("does not settle");
    }

    /// <summary>The Deployment's controller and its pods do what they can.</summary>
    public bool Progress(SketchDeployment deployment)
    {
        var changed = !deployment.UpToDate;
        deployment.UpToDate = true;
        while (deployment.Pods.Count < deployment.Wanted && deployment.Refusal is null)
        {
            deployment.Pods.Add(new SketchPod($"{deployment.Name}-{++pods}", deployment.Name));
            changed = true;
        }

        while (deployment.Pods.Count > deployment.Wanted)
        {
            deployment.Pods.RemoveAt(deployment.Pods.Count - 1);
            changed = true;
        }

        foreach (var pod in deployment.Pods) changed |= Start(deployment, pod);
        return changed;
    }

    /// <summary>A pod fetches its file, checks it, and serves.</summary>
    public bool Start(SketchDeployment deployment, SketchPod pod)
    {
        var found = Files.GetValueOrDefault(deployment.Fetched!) ?? deployment.Declared ?? Samples.Digest('0');
        var wanted = deployment.Declared ?? (deployment.Pinned ? Pins.GetValueOrDefault(deployment.Name) : null);
        var before = (pod.Ready, pod.Problem, pod.Digest);
        if (!found.StartsWith("sha256:", StringComparison.Ordinal))
            (pod.Ready, pod.Problem) = (false, new(found, $"pod {pod.Name}: {found}", true));
        else if (pod.Ready) return false;
        else if (wanted is not null && wanted != found) pod.Problem =
            new(ModelReasons.DigestMismatch, $"pod {pod.Name}: the file has another digest", true);
        else (pod.Ready, pod.Problem, pod.Digest) = (true, null, found);
        return before != (pod.Ready, pod.Problem, pod.Digest);
    }

    /// <summary>The routers' controller pushes the written route.</summary>
    public bool Push(SketchRouter router)
    {
        if (Route is not { } route) return false;
        var before = router.Fact();
        if (!router.Known || !router.Pushed || router.Follows?.Revision != route.Revision) router.Take(route);
        return before != router.Fact();
    }

    private void Carry(Effect effect)
    {
        switch (effect)
        {
            case Apply { Type.Kind: "Deployment" } apply:
                var name = ChildBody.KeyOf(apply.Body).Name;
                if (!Deployments.TryGetValue(name, out var deployment)) Deployments[name] = deployment = new(name);
                deployment.Apply(apply.Body);
                break;
            case Apply { Type.Kind: "Service" } apply:
                var service = ChildBody.KeyOf(apply.Body).Name;
                Services[service] = (Services.TryGetValue(service, out var known)
                    ? known.ClusterIP
                    : $"10.96.0.{Services.Count + 1}", Annotation(apply.Body, Labels.Route));
                Selected[service] = (apply.Body["spec"]!["selector"]!.ToJsonString(), Annotation(apply.Body, Labels.Provider));
                break;
            case Apply { Type.Kind: "HTTPRoute" } apply:
                (Gateways ?? throw new InvalidOperationException("the cluster has no HTTPRoutes")).Apply(apply.Body);
                break;
            case Apply { Type.Kind: "ConfigMap" } apply when ChildBody.KeyOf(apply.Body).Name == $"{Model.Metadata.Name}-monitoring":
                Checkpoint = apply.Body["data"]!.AsObject().Single().Value!.GetValue<string>();
                break;
            case Apply { Type.Kind: "ConfigMap" } apply:
                Pins[ChildBody.KeyOf(apply.Body).Name] = apply.Body["data"]?[Names.PinKey]?.GetValue<string>();
                break;
            case Apply { Type.Kind: "ControllerRevision" } apply:
                var snapshot = ChildBody.KeyOf(apply.Body).Name;
                if (Snapshots.TryGetValue(snapshot, out var old) && !JsonNode.DeepEquals(old["data"], apply.Body["data"]))
                    throw new InvalidOperationException($"the data of ControllerRevision {snapshot} is immutable");
                Snapshots[snapshot] = apply.Body;
                break;
            case Apply apply:
                Others.Add($"{apply.Type.Kind} {ChildBody.KeyOf(apply.Body).Name}");
                break;
            case PatchStatus patch:
                Model = Model with { Status = patch.Status.Deserialize<ModelStatus>(CrdJson.Options) };
                break;
            case Delete delete:
                foreach (var owner in Deployments.Values) owner.Pods.RemoveAll(pod => pod.Name == delete.Key.Name);
                break;
            case Emit emit:
                Events.Add($"{emit.Severity} {emit.Reason}: {emit.Note}");
                break;
            case External { Handler: ActivityLedger.EffectName }:
                Watched = true;
                break;
            case External { Handler: FeatureTaker.EffectName } reading:
                Readings.Add(reading);
                break;
            case External { Handler: MeasurementTaker.EffectName } measurement:
                Measurements.Add(measurement);
                break;
            default:
                throw new InvalidOperationException($"a Model's plan has no {effect.GetType().Name}");
        }
    }

    private static string? Annotation(JsonObject body, string name) => body["metadata"]!["annotations"]?[name]?.GetValue<string>();

    private IEnumerable<Action> Orphans(HashSet<(string Kind, string Name)> applied)
    {
        foreach (var name in Deployments.Keys.Where(name => !applied.Contains(("Deployment", name))).ToList())
            yield return () => Deployments.Remove(name);
        foreach (var name in Services.Keys.Where(name => !applied.Contains(("Service", name))).ToList())
            yield return () => Services.Remove(name);
        foreach (var name in Pins.Keys.Where(name => !applied.Contains(("ConfigMap", name))).ToList()) yield return () => Pins.Remove(name);
        if (!applied.Contains(("ConfigMap", $"{Model.Metadata.Name}-monitoring"))) yield return () => Checkpoint = null;
        if (!applied.Contains(("HTTPRoute", Model.Metadata.Name)) && Gateways?.Route is not null)
            yield return () => Gateways!.Remove();
        foreach (var name in Snapshots.Keys.Where(name => !applied.Contains(("ControllerRevision", name))).ToList())
            yield return () => Snapshots.Remove(name);
        foreach (var name in Others.Where(name => !applied.Contains((name.Split(' ')[0], name.Split(' ')[1]))).ToList())
            yield return () => Others.Remove(name);
    }

    private string Fingerprint() => JsonSerializer.Serialize(new
    {
        Model = JsonSerializer.Serialize(Model, CrdJson.Options),
        Deployments = Deployments.Values.Select(deployment => (deployment.Name, deployment.Wanted, deployment.TemplateHash).ToString()),
        Services = Services.Select(service => service.ToString()),
        Pins = Pins.Select(pin => pin.ToString()),
        Checkpoint,
        Snapshots = Snapshots.Select(snapshot => snapshot.Value.ToJsonString()),
        Others,
        Selected = Selected.Select(service => service.ToString()),
        Gateways = Gateways?.ToString(),
    });
}
