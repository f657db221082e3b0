using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models.Sleeping;

/// <summary>A Model that gives up its replicas after ten minutes without a request, and what the routers tell of those.</summary>
internal sealed class SleepSketch
{
    public const string A = "s3://models/fraud/a.onnx";
    public const string B = "s3://models/fraud/b.onnx";

    public SleepSketch(ModelSpec? spec = null)
    {
        Cluster = new ClusterSketch(Samples.Model(spec ?? Asking(Samples.Spec(A, Samples.Digest('a'), 2))));
        Cluster.Settle();
        Hear();
    }

    public ClusterSketch Cluster { get; }

    public ModelStatus Status => Cluster.Status;

    public int Pods => Cluster.Deployments.Values.Sum(deployment => deployment.Wanted);

    public static ModelSpec Asking(ModelSpec spec, string after = "10m") => spec with
    {
        Serving = (spec.Serving ?? new()) with { ScaleToZero = new() { After = new(after) } },
    };

    public static ModelSpec Of(char file) => Asking(Samples.Spec($"s3://models/fraud/{file}.onnx", Samples.Digest(file), 2));

    public (string, string) Answer(string type) => Condition(type) is var found ? (found.Status, found.Reason) : default;

    public V1Condition Condition(string type) => Status.Conditions!.First(condition => condition.Type == type);

    /// <summary>Every router has told what came up to now.</summary>
    public void Hear(DateTimeOffset? lastRequest = null, long open = 0, long waiting = 0)
    {
        Cluster.Activity = new()
        {
            Interval = TimeSpan.FromSeconds(20),
            SinceTime = Cluster.Activity?.SinceTime ?? Cluster.Now,
            LastRequestTime = lastRequest ?? Cluster.Activity?.LastRequestTime,
            KnownTime = Cluster.Now,
            Open = open,
            Waiting = waiting,
        };
        Cluster.Settle();
    }

    public void Pass(TimeSpan time)
    {
        Cluster.Now += time;
        Hear();
    }

    /// <summary>Nobody asks until it sleeps.</summary>
    public SleepSketch Sleep()
    {
        Pass(TimeSpan.FromMinutes(10));
        Pods.ShouldBe(0);
        return this;
    }

    /// <summary>Another operator process, which has not seen anything yet.</summary>
    public void Restart()
    {
        (Cluster.Watched, Cluster.Activity) = (false, null);
        foreach (var router in Cluster.Routers) (router.Known, router.Pushed) = (false, false);
    }
}
