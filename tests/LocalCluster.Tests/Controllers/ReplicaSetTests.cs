using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Controllers.ReplicaSets;

namespace Modelwright.LocalCluster.Tests.Controllers;

public sealed class ReplicaSetTests : IDisposable
{
    private readonly TestCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void Deleted_and_failed_pods_are_replaced()
    {
        Create(2);
        cluster.Api.Delete(KnownResources.Pods, "default", cluster.Pods[0].Name());
        cluster.Settle();
        cluster.Pods.Count.ShouldBe(2);

        var failed = cluster.Pods[0].Name();
        cluster.Change(KnownResources.Pods, failed, pod => pod.Ensure("status")["phase"] = "Failed", "status");
        cluster.Pods.Count(PodState.IsActive).ShouldBe(2);
        cluster.Pods.Select(pod => pod.Name()).ShouldContain(failed);
    }

    [Fact]
    public void Scaling_down_gives_up_pods_that_are_not_ready_first()
    {
        Create(3);
        var ready = cluster.Pods[1].Name();
        cluster.SetReady(cluster.Pods[1], true);
        cluster.Change(KnownResources.ReplicaSets, "set", value => value.Ensure("spec")["replicas"] = 1);

        cluster.Pods.ShouldHaveSingleItem().Name().ShouldBe(ready);
    }

    [Fact]
    public void Matching_orphans_are_adopted_instead_of_new_pods()
    {
        cluster.Create(KnownResources.Pods, Pod("stray", "{app: set}"));
        Create(1);

        var pod = cluster.Pods.ShouldHaveSingleItem();
        pod.Name().ShouldBe("stray");
        Owners.Controller(pod).ShouldNotBeNull().Text("kind").ShouldBe("ReplicaSet");
    }

    [Fact]
    public void A_pod_whose_label_is_taken_away_is_let_go_and_replaced()
    {
        Create(1);
        var name = cluster.Pods[0].Name();
        cluster.Change(KnownResources.Pods, name, pod => pod.Ensure("metadata", "labels")["app"] = "elsewhere");

        cluster.Pods.Count.ShouldBe(2);
        Owners.Controller(cluster.Pods.Single(pod => pod.Name() == name)).ShouldBeNull();
    }

    [Fact]
    public void A_refused_pod_shows_as_a_condition_and_is_tried_again()
    {
        cluster.Create(KnownResources.ReplicaSets, """
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: set, namespace: default}
            spec:
              replicas: 1
              selector: {matchLabels: {app: set}}
              template:
                metadata: {labels: {app: set}, finalizers: [Bad Name]}
                spec: {containers: [{name: main, image: one}]}
            """);

        var set = cluster.Api.Get(KnownResources.ReplicaSets, "default", "set")!;
        Conditions.Find(set, "ReplicaFailure").ShouldNotBeNull().Text("reason").ShouldBe("FailedCreate");
        cluster.Change(KnownResources.ReplicaSets, "set", value => value.Ensure("spec", "template", "metadata").Remove("finalizers"));
        cluster.Pods.Count.ShouldBe(1);
        Conditions.Find(cluster.Api.Get(KnownResources.ReplicaSets, "default", "set")!, "ReplicaFailure").ShouldBeNull();
    }

    private static string Pod(string name, string labels) => $$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{{name}}}, namespace: default, labels: {{{labels}}} }
        spec: {containers: [{name: main, image: one}]}
        """;

    private void Create(int replicas) => cluster.Create(KnownResources.ReplicaSets, $$$"""
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: set, namespace: default}
        spec:
          replicas: {{{replicas}}}
          selector: {matchLabels: {app: set}}
          template:
            metadata: {labels: {app: set}}
            spec: {containers: [{name: main, image: one}]}
        """);
}
