using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Crds.Values;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models.Rollouts;

/// <summary>A Model that serves a file <c>a</c> with a rollout strategy, and what a test does to it.</summary>
internal sealed class RolloutSketch
{
    private int actions;

    public RolloutSketch(ModelRollout rollout, int replicas = 4, ModelTraffic? traffic = null)
    {
        Cluster = new(Samples.Model(Spec('a', rollout, replicas) with { Traffic = traffic }));
        if (traffic?.Provider == TrafficProvider.GatewayAPI) Cluster.Gateways = new();
        if (traffic?.Provider is TrafficProvider.GatewayAPI or TrafficProvider.None) Cluster.Routers.Clear();
        Cluster.Settle();
        Cluster.Status.StableRevision.ShouldBe(Revision('a'));
    }

    public ClusterSketch Cluster { get; }

    public ModelStatus Status => Cluster.Status;

    public RolloutStatus Rollout => Status.Rollout!;

    public static ModelRollout Canary(params RolloutStep[] steps) =>
        new() { Strategy = RolloutStrategy.Canary, Steps = steps, ScaleDownDelay = new("1m") };

    public static RolloutStep Step(int weight, string duration = "10m") => new() { Weight = weight, Duration = new Duration(duration) };

    public string Revision(char file) => Status.Revisions!.First(revision => revision.Uri == Uri(file)).Name;

    /// <summary>Asks for another file, and lets everything happen that takes no time.</summary>
    public string Want(char file)
    {
        Cluster.Edit(Cluster.Model.Spec with { Source = new() { Artifact = new() { Uri = Uri(file), Digest = Samples.Digest(file) } } });
        Cluster.Settle();
        return Revision(file);
    }

    public void Edit(Func<ModelRollout, ModelRollout> edit)
    {
        Cluster.Edit(Cluster.Model.Spec with { Rollout = edit(Cluster.Model.Spec.Rollout!) });
        Cluster.Settle();
    }

    public void Pass(string time)
    {
        Cluster.Now += new Duration(time).ToTimeSpan();
        Cluster.Settle();
    }

    /// <summary>A person's annotation, with a value that was not there before.</summary>
    public void Say(string action, string? value = null)
    {
        var annotations = Cluster.Model.Metadata.Annotations ??= new Dictionary<string, string>();
        annotations[$"modelwright.io/{action}"] = $"{value ?? "token"}/{++actions}";
        Cluster.Settle();
    }

    public int Weight(string revision) => Cluster.Route!.Weight(revision);

    public (string, string) Answer(string type)
    {
        var condition = Status.Conditions!.First(condition => condition.Type == type);
        return (condition.Status, condition.Reason);
    }

    /// <summary>All pods of a revision stop answering, or answer again.</summary>
    public void Break(string revision, bool broken = true)
    {
        foreach (var pod in Cluster.Deployments[revision].Pods) pod.Ready = !broken;
        Cluster.Reconcile();
        Cluster.Reconcile();
        foreach (var router in Cluster.Routers) Cluster.Push(router);
        Cluster.Reconcile();
    }

    private static string Uri(char file) => $"s3://models/fraud/{file}.onnx";

    private static ModelSpec Spec(char file, ModelRollout rollout, int replicas) =>
        Samples.Spec(Uri(file), Samples.Digest(file), replicas) with { Rollout = rollout };
}
