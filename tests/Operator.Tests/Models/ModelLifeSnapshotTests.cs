using Modelwright.Operator.Tests.Sketch;
using Modelwright.Testing;

namespace Modelwright.Operator.Tests.Models;

/// <summary>
/// One Model's whole life, as pairs of what was observed and what was planned. Read the diff of a snapshot as a review of behaviour.
/// </summary>
public sealed class ModelLifeSnapshotTests
{
    private const string A = "s3://models/fraud/a.onnx";
    private const string B = "https://models.example.com/fraud/b.onnx";
    private const string C = "s3://models/fraud/c.onnx";

    private readonly ClusterSketch cluster = new(Samples.Model(Samples.Spec(A, Samples.Digest('a'), 2)));

    [Fact]
    public void Life_of_a_Model()
    {
        Moment("01-created", bodies: true);
        Pods();
        Moment("02-pods-ready-and-services-have-addresses");
        cluster.Push(cluster.Routers[0]);
        Moment("03-one-router-of-two-acknowledged");
        cluster.Push(cluster.Routers[1]);
        Moment("04-serving");
        Moment("05-nothing-changed");

        cluster.Edit(Samples.Spec(B, null, 2));
        Moment("06-replaced-by-a-file-without-digest", bodies: true);
        Pods();
        Moment("07-first-pod-found-the-digest");
        Pods();
        Moment("08-all-replicas-ready");
        Pushes();
        Moment("09-promoted");
        cluster.Now += TimeSpan.FromSeconds(30);
        Moment("10-scale-down-delay-over");

        cluster.Files[C] = Samples.Digest('9');
        cluster.Edit(Samples.Spec(C, Samples.Digest('c'), 2));
        Reconcile();
        Pods();
        Moment("11-digest-mismatch");
        cluster.Edit(Samples.Spec(A, Samples.Digest('a'), 2));
        Moment("12-rolled-back-to-the-first-file");
        Pods();
        Reconcile();
        Pushes();
        Moment("13-first-file-serves-again");

        cluster.Scale(0);
        Moment("14-scaled-to-zero");
        Pushes();
        Moment("15-no-router-sends-requests");
        Pods();
        Moment("16-at-zero");

        cluster.Edit(Samples.Spec("https://user:password@host/m.onnx", null, 1));
        Moment("17-invalid-uri");
        cluster.Edit(Samples.Spec(A, Samples.Digest('a'), 1));
        Reconcile();
        Pods();
        Reconcile();
        Pushes();
        Reconcile();
        cluster.Routers.Clear();
        Moment("18-routers-lost");
    }

    private void Moment(string name, bool bodies = false)
    {
        cluster.Now += TimeSpan.FromSeconds(1);
        Snapshot.Match(PlanText.Of(cluster.Observe(), bodies), $"{name}.json");
        cluster.Reconcile();
    }

    private void Reconcile() => cluster.Reconcile();

    private void Pods()
    {
        foreach (var deployment in cluster.Deployments.Values) cluster.Progress(deployment);
    }

    private void Pushes()
    {
        foreach (var router in cluster.Routers) cluster.Push(router);
    }
}
