using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Controllers.ReplicaSets;

namespace Modelwright.LocalCluster.Tests.Controllers;

public sealed class DeploymentTests : IDisposable
{
    private readonly TestCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void New_deployment_gets_a_replica_set_with_pods_and_becomes_available()
    {
        Deploy(replicas: 3);

        var set = Sets().ShouldHaveSingleItem();
        set.Text("metadata", "annotations", "deployment.kubernetes.io/revision").ShouldBe("1");
        set.Text("metadata", "labels", "pod-template-hash").ShouldNotBeNull();
        cluster.Pods.Count.ShouldBe(3);
        cluster.Pods.ShouldAllBe(pod => pod.Name().StartsWith(set.Name() + "-") && Owners.IsControlledBy(pod, set));
        Condition("Available").ShouldBe(("False", "MinimumReplicasUnavailable"));

        cluster.MakeReady();

        Condition("Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        Condition("Progressing").ShouldBe(("True", "NewReplicaSetAvailable"));
        Status().ShouldBe((3, 3, 3, 3));
        Deployment().Number("status", "observedGeneration").ShouldBe(Deployment().Number("metadata", "generation"));
    }

    [Fact]
    public void Rolling_update_keeps_its_bounds_at_every_step()
    {
        Deploy(replicas: 4, strategy: "{type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}");
        cluster.MakeReady();
        SetImage("two");

        for (var step = 0; step < 50 && !(Status() == (4, 4, 4, 4) && cluster.Pods.Count == 4); step++)
        {
            cluster.Pods.Count.ShouldBeLessThanOrEqualTo(5);
            cluster.Pods.Count(PodState.IsReady).ShouldBeGreaterThanOrEqualTo(3);
            if (cluster.Pods.FirstOrDefault(pod => !PodState.IsReady(pod)) is { } next) cluster.SetReady(next, true);
            cluster.Settle();
        }

        cluster.Pods.Select(Image).ShouldAllBe(image => image == "two");
        Sets().Select(set => (int)(set.Number("spec", "replicas") ?? -1)).Order().ShouldBe([0, 4]);
        Deployment().Text("metadata", "annotations", "deployment.kubernetes.io/revision").ShouldBe("2");
    }

    [Fact]
    public void Rolling_update_with_no_unavailability_waits_for_the_new_pod()
    {
        Deploy(replicas: 1, strategy: "{rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}");
        cluster.MakeReady();
        SetImage("two");

        cluster.Pods.Count.ShouldBe(2);
        cluster.Advance(TimeSpan.FromMinutes(5));
        cluster.Pods.Count(PodState.IsReady).ShouldBe(1);

        cluster.MakeReady();
        Image(cluster.Pods.ShouldHaveSingleItem()).ShouldBe("two");
    }

    [Fact]
    public void Unhealthy_old_pods_go_first()
    {
        Deploy(replicas: 2, strategy: "{rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}");
        cluster.MakeReady(pod => pod.Name() == cluster.Pods[0].Name());
        var healthy = cluster.Pods.Single(PodState.IsReady).Name();
        SetImage("two");

        cluster.Pods.Select(pod => pod.Name()).ShouldContain(healthy);
        cluster.Pods.Count(pod => Image(pod) == "two").ShouldBe(1);
    }

    [Fact]
    public void Recreate_makes_no_new_pod_before_the_last_old_one_is_gone()
    {
        Deploy(replicas: 2, strategy: "{type: Recreate}");
        cluster.MakeReady();
        foreach (var pod in cluster.Pods) Hold(pod);
        SetImage("two");

        cluster.Pods.Count.ShouldBe(2);
        cluster.Pods.ShouldAllBe(pod => pod.IsDeleting() && Image(pod) == "one");
        foreach (var pod in cluster.Pods) Unhold(pod);
        cluster.Settle();

        cluster.Pods.Count.ShouldBe(2);
        cluster.Pods.ShouldAllBe(pod => Image(pod) == "two");
    }

    [Fact]
    public void Rollback_reuses_the_old_replica_set_under_a_new_revision()
    {
        Deploy(replicas: 1);
        cluster.MakeReady();
        var first = Sets().Single().Name();
        SetImage("two");
        cluster.MakeReady();
        SetImage("one");
        cluster.MakeReady();

        Sets().Count.ShouldBe(2);
        var set = Sets().Single(set => set.Name() == first);
        set.Number("spec", "replicas").ShouldBe(1);
        set.Text("metadata", "annotations", "deployment.kubernetes.io/revision").ShouldBe("3");
    }

    [Fact]
    public void History_beyond_the_limit_is_removed_oldest_first()
    {
        Deploy(replicas: 1, more: "revisionHistoryLimit: 1");
        foreach (var image in new[] { "two", "three", "four" })
        {
            cluster.MakeReady();
            SetImage(image);
        }

        cluster.MakeReady();
        Sets().Select(set => set.Text("spec", "template", "spec", "containers") ?? ImageOfSet(set)).Order().ShouldBe(["four", "three"]);
    }

    [Fact]
    public void Stuck_rollout_is_reported_after_its_deadline()
    {
        Deploy(replicas: 1, more: "progressDeadlineSeconds: 60");
        cluster.Advance(TimeSpan.FromSeconds(30));
        Condition("Progressing").Status.ShouldBe("True");
        cluster.Advance(TimeSpan.FromSeconds(40));

        Condition("Progressing").ShouldBe(("False", "ProgressDeadlineExceeded"));
        cluster.MakeReady();
        Condition("Progressing").ShouldBe(("True", "NewReplicaSetAvailable"));
    }

    [Fact]
    public void Paused_deployment_scales_but_does_not_roll()
    {
        Deploy(replicas: 2);
        cluster.MakeReady();
        cluster.Change(KnownResources.Deployments, "web", value => value.Ensure("spec")["paused"] = true);
        SetImage("two");
        cluster.Change(KnownResources.Deployments, "web", value => value.Ensure("spec")["replicas"] = 3);

        cluster.Pods.Count.ShouldBe(3);
        cluster.Pods.ShouldAllBe(pod => Image(pod) == "one");
        Condition("Progressing").ShouldBe(("Unknown", "DeploymentPaused"));

        cluster.Change(KnownResources.Deployments, "web", value => value.Ensure("spec")["paused"] = false);
        cluster.MakeReady();
        cluster.Pods.ShouldAllBe(pod => Image(pod) == "two");
    }

    [Fact]
    public void Scaling_in_the_middle_of_a_rollout_is_shared_in_proportion()
    {
        Deploy(replicas: 10, strategy: "{rollingUpdate: {maxSurge: 3, maxUnavailable: 2}}");
        cluster.MakeReady();
        SetImage("two");
        Sets().Select(set => (ImageOfSet(set), set.Number("spec", "replicas"))).Order().ShouldBe([("one", 8L), ("two", 5L)]);

        cluster.Change(KnownResources.Deployments, "web", value => value.Ensure("spec")["replicas"] = 15);

        Sets().Select(set => (ImageOfSet(set), set.Number("spec", "replicas"))).Order().ShouldBe([("one", 11L), ("two", 7L)]);
    }

    [Fact]
    public void Deployment_scaled_to_zero_is_available()
    {
        Deploy(replicas: 1);
        cluster.MakeReady();
        cluster.Change(KnownResources.Deployments, "web", value => value.Ensure("spec")["replicas"] = 0);

        cluster.Pods.ShouldBeEmpty();
        Condition("Available").Status.ShouldBe("True");
    }

    [Fact]
    public void Pods_are_available_only_after_min_ready_seconds()
    {
        Deploy(replicas: 1, more: "minReadySeconds: 20");
        cluster.MakeReady();
        Condition("Available").Status.ShouldBe("False");

        cluster.Advance(TimeSpan.FromSeconds(21));
        Condition("Available").Status.ShouldBe("True");
    }

    [Fact]
    public void Settled_deployment_causes_no_writes()
    {
        Deploy(replicas: 2);
        cluster.MakeReady();
        var revision = cluster.Api.Revision;
        cluster.Advance(TimeSpan.FromHours(1));

        cluster.Api.Revision.ShouldBe(revision);
    }

    [Fact]
    public void Deleted_deployment_takes_its_replica_sets_and_pods_along()
    {
        Deploy(replicas: 2);
        cluster.Api.Delete(KnownResources.Deployments, "default", "web").ShouldBeTrue();
        cluster.Settle();

        Sets().ShouldBeEmpty();
        cluster.Pods.ShouldBeEmpty();
    }

    private void Deploy(int replicas, string strategy = "{}", string more = "") => cluster.Create(KnownResources.Deployments, $$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: default}
        spec:
          replicas: {{{replicas}}}
          strategy: {{{strategy}}}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: main, image: one}]}
          {{{more}}}
        """);

    private void SetImage(string image) => cluster.Change(KnownResources.Deployments, "web", value =>
        value.Items("spec", "template", "spec", "containers").Single()["image"] = image);

    private JsonObject Deployment() => cluster.Api.Get(KnownResources.Deployments, "default", "web").ShouldNotBeNull();

    private IReadOnlyList<JsonObject> Sets() => cluster.Api.List(KnownResources.ReplicaSets, "default");

    private static string Image(JsonObject pod) => pod.Items("spec", "containers").Single().Text("image")!;

    private static string ImageOfSet(JsonObject set) => set.Items("spec", "template", "spec", "containers").Single().Text("image")!;

    private (string? Status, string? Reason) Condition(string type)
    {
        var condition = Conditions.Find(Deployment(), type).ShouldNotBeNull();
        return (condition.Text("status"), condition.Text("reason"));
    }

    private (long?, long?, long?, long?) Status()
    {
        var item = Deployment();
        return (item.Number("status", "replicas"), item.Number("status", "updatedReplicas"), item.Number("status", "readyReplicas"),
            item.Number("status", "availableReplicas"));
    }

    private void Hold(JsonObject pod) => cluster.Change(KnownResources.Pods, pod.Name(),
        copy => copy.Ensure("metadata")["finalizers"] = new JsonArray("example.com/hold"));

    private void Unhold(JsonObject pod) => cluster.Api.Mutate(KnownResources.Pods, "default", pod.Name(),
        copy => copy.Map("metadata")!.Remove("finalizers"));
}
