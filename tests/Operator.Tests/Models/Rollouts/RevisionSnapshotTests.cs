using k8s;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Models.Rollouts;

public sealed class RevisionSnapshotTests
{
    private static RolloutSketch Serving(int replicas = 4) =>
        new(RolloutSketch.Canary(RolloutSketch.Step(5), RolloutSketch.Step(50)), replicas);

    [Fact]
    public void Each_revision_has_a_snapshot_with_its_number_written_before_its_Deployment()
    {
        var cluster = new ClusterSketch(Samples.Model());
        var kinds = cluster.Plan().Effects.OfType<Apply>().Select(apply => apply.Type.Kind).ToList();
        kinds.IndexOf("ControllerRevision").ShouldBeInRange(0, kinds.IndexOf("Deployment") - 1);

        var model = Serving();
        model.Want('b');
        model.Cluster.Snapshots.Keys.ShouldBe(model.Cluster.Deployments.Keys);
        foreach (var revision in model.Status.Revisions!)
            model.Cluster.Snapshots[revision.Name]["revision"]!.GetValue<long>().ShouldBe(revision.Number);
    }

    [Fact]
    public void Snapshots_go_with_the_history()
    {
        var model = Serving();
        model.Edit(rollout => rollout with { RevisionHistoryLimit = 1, Steps = null, Strategy = RolloutStrategy.BlueGreen });
        foreach (var file in "bcd")
        {
            model.Want(file);
            model.Pass("10m");
        }

        model.Cluster.Snapshots.Keys.Order().ShouldBe(new[] { model.Revision('c'), model.Revision('d') }.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stable_Deployment_is_deleted_mid_canary_the_canary_stands_in_until_it_is_back_and_then_goes_on(bool upgraded)
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Weight(b).ShouldBe(5);
        var before = Template(model, a);
        if (upgraded) model.Cluster.Settings = model.Cluster.Settings with { ModelServerImage = "modelwright/model-server:2" };

        model.Cluster.Deployments.Remove(a);
        model.Cluster.Reconcile();
        (model.Weight(a), model.Weight(b)).ShouldBe((0, 100));
        model.Cluster.Deployments[a].Wanted.ShouldBe(4);
        foreach (var router in model.Cluster.Routers) model.Cluster.Push(router);
        model.Cluster.Reconcile();
        model.Status.StableRevision.ShouldBe(a);
        model.Rollout.Phase.ShouldBe(RolloutPhase.Stepping);

        model.Cluster.Settle();
        (model.Weight(a), model.Weight(b)).ShouldBe((95, 5));
        (model.Status.StableRevision, model.Status.NextRevision, model.Rollout.Step).ShouldBe((a, b, 1));
        Template(model, a).ShouldBe(before);
        model.Pass("10m");
        model.Weight(b).ShouldBe(50);
    }

    [Fact]
    public void Replaced_Deployment_is_deleted_going_back_brings_the_very_same_pods()
    {
        var model = Serving();
        model.Edit(rollout => rollout with { Steps = null, Strategy = RolloutStrategy.BlueGreen });
        var (a, before) = (model.Revision('a'), Template(model, model.Revision('a')));
        var b = model.Want('b');
        model.Pass("10m");
        model.Cluster.Settings = model.Cluster.Settings with { ModelServerImage = "modelwright/model-server:2" };
        model.Cluster.Deployments.Remove(a);
        model.Cluster.Services.Remove(a);

        model.Cluster.Settle();
        model.Cluster.Deployments[a].Wanted.ShouldBe(0);
        Template(model, a).ShouldBe(before);
        model.Say("rollback", a);
        (model.Status.StableRevision, model.Weight(a), model.Weight(b)).ShouldBe((a, 100, 0));
        Template(model, a).ShouldBe(before);
    }

    [Fact]
    public void Previous_Deployment_is_deleted_during_probation_it_comes_up_again_with_all_replicas()
    {
        var model = Serving();
        model.Edit(rollout =>
            rollout with { Steps = null, Strategy = RolloutStrategy.BlueGreen, Probation = new() { Duration = new("1h") } });
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Status.Probation.ShouldNotBeNull().Previous.ShouldBe(a);
        model.Cluster.Deployments.Remove(a);
        model.Cluster.Settle();
        (model.Cluster.Deployments[a].Available, model.Weight(b)).ShouldBe((4, 100));
    }

    [Fact]
    public void Digest_was_found_by_the_first_pod_what_is_made_again_is_held_to_it()
    {
        var cluster = new ClusterSketch(Samples.Model(Samples.Spec("s3://models/fraud/a.onnx")));
        cluster.Files["s3://models/fraud/a.onnx"] = Samples.Digest('a');
        cluster.Settle();
        var a = cluster.Status.StableRevision!;
        cluster.Edit(Samples.Spec("s3://models/fraud/b.onnx", Samples.Digest('b')));
        cluster.Settle();
        cluster.Now += TimeSpan.FromMinutes(30);
        cluster.Settle();

        cluster.Deployments.Remove(a);
        cluster.Pins.Remove(a);
        cluster.Files["s3://models/fraud/a.onnx"] = Samples.Digest('f');
        cluster.Settle();
        cluster.Pins[a].ShouldBe(Samples.Digest('a'));
        cluster.Model.Metadata.Annotations = new Dictionary<string, string> { ["modelwright.io/rollback"] = a };
        cluster.Settle();
        cluster.Deployments[a].Pods.ShouldAllBe(pod => !pod.Ready && pod.Problem!.Reason == ModelReasons.DigestMismatch);
        cluster.Route!.Weight(a).ShouldBe(0);
    }

    [Fact]
    public void Operator_before_snapshots_made_the_pods_they_stay_and_get_snapshots()
    {
        var model = Serving();
        model.Want('b');
        var before = model.Cluster.Deployments.Keys.Select(name => Template(model, name)).ToList();
        model.Cluster.Snapshots.Clear();
        model.Cluster.Settings = model.Cluster.Settings with { ModelServerImage = "modelwright/model-server:2", MaxModelBytes = 5 };
        model.Cluster.Settle();
        model.Cluster.Deployments.Keys.Select(name => Template(model, name)).ShouldBe(before);
        model.Cluster.Snapshots.Keys.ShouldBe(model.Cluster.Deployments.Keys);
        model.Cluster.Reconcile().ShouldBeFalse();
    }

    [Fact]
    public void Snapshot_that_says_something_else_is_replaced()
    {
        var model = Serving();
        var a = model.Revision('a');
        var (snapshot, before) = (model.Cluster.Snapshots[a].ToJsonString(), Template(model, a));
        model.Cluster.Snapshots[a]["data"]!["template"]!["spec"]!["containers"]![0]!["image"] = "example.com/other:1";
        model.Cluster.Settle();
        model.Cluster.Snapshots[a].ToJsonString().ShouldBe(snapshot);
        Template(model, a).ShouldBe(before);
    }

    [Fact]
    public void Revision_that_never_ran_follows_the_operators_settings()
    {
        var cluster = new ClusterSketch(Samples.Model());
        cluster.Reconcile();
        cluster.Deployments.Clear();
        cluster.Settings = cluster.Settings with { ModelServerImage = "modelwright/model-server:2" };
        cluster.Settle();
        cluster.Deployments.Values.Single().Template.Spec.Containers[0].Image.ShouldBe("modelwright/model-server:2");
        cluster.Reconcile().ShouldBeFalse();
    }

    private static string Template(RolloutSketch model, string revision) =>
        KubernetesJson.Serialize(model.Cluster.Deployments[revision].Template);
}
