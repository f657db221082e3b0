using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Crds.Values;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Models;

public sealed class ModelLifeTests
{
    private const string A = "s3://models/fraud/a.onnx";
    private const string B = "s3://models/fraud/b.onnx";
    private const string C = "s3://models/fraud/c.onnx";

    private static ClusterSketch Serving(int replicas = 1)
    {
        var cluster = new ClusterSketch(Samples.Model(Samples.Spec(A, Samples.Digest('a'), replicas)));
        cluster.Settle();
        return cluster;
    }

    private static string Revision(ClusterSketch cluster, string uri) =>
        cluster.Status.Revisions!.First(revision => revision.Uri == uri).Name;

    private static V1Condition Condition(ClusterSketch cluster, string type) =>
        cluster.Status.Conditions!.First(condition => condition.Type == type);

    private static (string, string) Answer(ClusterSketch cluster, string type) =>
        (Condition(cluster, type).Status, Condition(cluster, type).Reason);

    [Fact]
    public void Create_goes_from_nothing_to_serving()
    {
        var cluster = new ClusterSketch(Samples.Model());

        cluster.Reconcile();
        Answer(cluster, "Progressing").ShouldBe(("True", "NewRevisionCreated"));
        Answer(cluster, "Available").ShouldBe(("False", "MinimumReplicasUnavailable"));
        cluster.Route.ShouldBeNull();

        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
        cluster.Status.Conditions!.ShouldAllBe(condition => condition.Status == "True" && condition.ObservedGeneration == 1);
        cluster.Route!.Backends.Single().Weight.ShouldBe(100);
        cluster.Status.Url.ShouldBe("http://fraud.shop.svc.cluster.local:8080");
        cluster.Status.StableRevision.ShouldBe(Revision(cluster, A));
        cluster.Status.NextRevision.ShouldBeNull();
        cluster.Status.ReadyReplicas.ShouldBe(1);
        cluster.Reconcile().ShouldBeFalse();
    }

    [Fact]
    public void Replace_keeps_the_old_one_until_every_router_has_left_it_and_the_delay_is_over()
    {
        var cluster = Serving(replicas: 2);
        var a = Revision(cluster, A);
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 2));

        cluster.Reconcile();
        var b = cluster.Status.NextRevision!;
        cluster.Route!.Weight(a).ShouldBe(100);
        cluster.Deployments[b].Wanted.ShouldBe(2);
        Answer(cluster, "Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        Answer(cluster, "Ready").ShouldBe(("False", "InProgress"));

        // One of two replicas is not enough.
        cluster.Progress(cluster.Deployments[b]);
        cluster.Deployments[b].Pods[1].Ready = false;
        cluster.Reconcile();
        cluster.Route!.Weight(a).ShouldBe(100);

        cluster.Deployments[b].Pods[1].Ready = true;
        cluster.Reconcile();
        cluster.Route!.Weight(b).ShouldBe(100);
        cluster.Deployments[a].Wanted.ShouldBe(2);
        Answer(cluster, "Progressing").ShouldBe(("True", "SwitchingTraffic"));
        Answer(cluster, "RouteReady").ShouldBe(("False", "WaitingForRouters"));
        cluster.Status.StableRevision.ShouldBe(a);

        // One router of two acknowledged.
        cluster.Push(cluster.Routers[0]);
        cluster.Reconcile();
        cluster.Status.Route!.Acknowledged.ShouldBe(1);
        cluster.Deployments[a].Wanted.ShouldBe(2);
        Answer(cluster, "Ready").ShouldBe(("False", "InProgress"));

        cluster.Push(cluster.Routers[1]);
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
        cluster.Status.StableRevision.ShouldBe(b);
        cluster.Deployments[a].Wanted.ShouldBe(2);
        cluster.Plan().WakeAfter.ShouldBe(TimeSpan.FromSeconds(30));

        cluster.Now += TimeSpan.FromSeconds(30);
        cluster.Settle();
        cluster.Deployments[a].Wanted.ShouldBe(0);
        cluster.Status.Revisions!.Single(revision => revision.Name == a).State.ShouldBe(RevisionState.Retired);
        cluster.Events.ShouldContain(line => line.StartsWith("Normal RevisionRetired", StringComparison.Ordinal));
        cluster.Reconcile().ShouldBeFalse();
        cluster.Plan().WakeAfter.ShouldBeNull();
    }

    [Fact]
    public void Replace_by_a_file_with_another_digest_keeps_the_old_one_serving_and_says_so()
    {
        var cluster = Serving();
        var a = Revision(cluster, A);
        cluster.Files[B] = Samples.Digest('x').Replace('x', '9');
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 1));
        cluster.Settle();

        cluster.Route!.Weight(a).ShouldBe(100);
        Answer(cluster, "Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        Answer(cluster, "Ready").ShouldBe(("False", "DigestMismatch"));
        Answer(cluster, "Progressing").ShouldBe(("False", "DigestMismatch"));
        Answer(cluster, "Stalled").ShouldBe(("True", "DigestMismatch"));
        Condition(cluster, "Ready").Message.ShouldContain($"{a} keeps serving");
        cluster.Events.ShouldContain(line => line.StartsWith("Warning DigestMismatch", StringComparison.Ordinal));

        // The right bytes arrive: it goes on by itself.
        cluster.Files.Remove(B);
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
        cluster.Status.Conditions!.ShouldNotContain(condition => condition.Type == "Stalled");
    }

    [Fact]
    public void Create_with_a_file_that_is_refused_is_not_available()
    {
        var cluster = new ClusterSketch(Samples.Model());
        cluster.Files[A] = ModelReasons.ModelRefused;
        cluster.Settle();
        Answer(cluster, "Available").ShouldBe(("False", "MinimumReplicasUnavailable"));
        Answer(cluster, "Ready").ShouldBe(("False", "ModelRefused"));
        cluster.Route!.Backends.ShouldBeEmpty();
        cluster.Status.Revisions!.Single().State.ShouldBe(RevisionState.Failed);
    }

    [Fact]
    public void Revert_in_the_middle_removes_the_one_that_never_served()
    {
        var cluster = Serving();
        var a = Revision(cluster, A);
        cluster.Files[B] = ModelReasons.NotFound;
        cluster.Edit(Samples.Spec(B, null, 1));
        cluster.Settle();
        var b = cluster.Status.NextRevision!;

        cluster.Edit(Samples.Spec(A, Samples.Digest('a'), 1));
        cluster.Settle();
        cluster.Deployments.Keys.ShouldBe([a]);
        cluster.Services.Keys.ShouldBe(["fraud", a]);
        cluster.Pins.ShouldBeEmpty();
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
        cluster.Status.Revisions!.ShouldNotContain(revision => revision.Name == b);
    }

    [Fact]
    public void Third_version_in_the_middle_replaces_the_second()
    {
        var cluster = Serving();
        var a = Revision(cluster, A);
        cluster.Files[B] = ModelReasons.NotFound;
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 1));
        cluster.Settle();
        cluster.Edit(Samples.Spec(C, Samples.Digest('c'), 1));
        cluster.Reconcile();
        cluster.Route!.Weight(a).ShouldBe(100);
        cluster.Settle();
        cluster.Status.StableRevision.ShouldBe(Revision(cluster, C));
        cluster.Deployments.Keys.ShouldBe([a, Revision(cluster, C)], ignoreOrder: true);
    }

    [Fact]
    public void Target_is_unresolved_for_a_moment_the_one_on_its_way_stays_and_goes_on()
    {
        var cluster = Serving();
        var a = Revision(cluster, A);
        cluster.Edit(new() { Source = new() { Version = "fraud-7" }, Serving = new() { Replicas = 1 } });
        cluster.Version = Samples.Version("fraud-7", ready: true);
        cluster.Reconcile();
        var b = cluster.Status.NextRevision!;
        var started = cluster.Status.Rollout!.StartTime;

        // The version is gone from the cache, or a person breaks the spec and mends it.
        cluster.Version = null;
        cluster.Now += TimeSpan.FromMinutes(1);
        cluster.Reconcile();
        cluster.Reconcile();
        cluster.Deployments[b].Wanted.ShouldBe(1);
        (cluster.Status.NextRevision, cluster.Status.Rollout!.StartTime).ShouldBe((b, started));
        cluster.Status.Revisions!.Select(revision => revision.Name).ShouldBe([b, a]);
        Answer(cluster, "Ready").ShouldBe(("False", "VersionNotFound"));
        cluster.Reconcile().ShouldBeFalse();

        cluster.Version = Samples.Version("fraud-7", ready: true);
        cluster.Reconcile();
        (cluster.Status.NextRevision, cluster.Status.Rollout!.StartTime).ShouldBe((b, started));
        cluster.Settle();
        cluster.Status.StableRevision.ShouldBe(b);
        cluster.Status.NextRevision.ShouldBeNull();
    }

    [Fact]
    public void Target_is_unresolved_and_then_another_one_the_one_that_was_on_its_way_goes()
    {
        var cluster = Serving();
        var a = Revision(cluster, A);
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 1));
        cluster.Reconcile();
        cluster.Edit(Samples.Spec("https://user:hunter2@host/m.onnx", null, 1));
        cluster.Settle();
        cluster.Deployments.Count.ShouldBe(2);
        cluster.Edit(Samples.Spec(A, Samples.Digest('a'), 1));
        cluster.Settle();
        cluster.Deployments.Keys.ShouldBe([a]);
        cluster.Status.NextRevision.ShouldBeNull();
    }

    [Fact]
    public void Rollback_uses_the_same_revision_again_with_a_new_number()
    {
        var cluster = Serving();
        var a = Revision(cluster, A);
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 1));
        cluster.Settle();
        cluster.Now += TimeSpan.FromMinutes(1);
        cluster.Settle();
        cluster.Deployments[a].Wanted.ShouldBe(0);

        cluster.Edit(Samples.Spec(A, Samples.Digest('a'), 1));
        cluster.Settle();
        cluster.Status.StableRevision.ShouldBe(a);
        cluster.Status.Revisions!.Single(revision => revision.Name == a).Number.ShouldBe(3);
        cluster.Deployments.Count.ShouldBe(2);
    }

    [Fact]
    public void History_keeps_as_many_revisions_that_served_as_the_limit_says()
    {
        var cluster = new ClusterSketch(Samples.Model());
        for (var i = 0; i < 6; i++)
        {
            cluster.Edit(Samples.Spec($"s3://models/fraud/{i}.onnx", Samples.Digest((char)('0' + i)),
                1) with
            { Rollout = new() { RevisionHistoryLimit = 2 } });
            cluster.Settle();
            cluster.Now += TimeSpan.FromMinutes(1);
            cluster.Settle();
        }

        cluster.Status.Revisions!.Select(revision => revision.Uri).ShouldBe(
            ["s3://models/fraud/5.onnx", "s3://models/fraud/4.onnx", "s3://models/fraud/3.onnx"]);
        cluster.Deployments.Count.ShouldBe(3);
    }

    [Fact]
    public void Scale_to_zero_takes_the_route_away_first_and_comes_back()
    {
        var cluster = Serving(replicas: 2);
        var a = Revision(cluster, A);
        cluster.Scale(0);
        cluster.Reconcile();
        cluster.Route!.Backends.ShouldBeEmpty();
        cluster.Route.Reason.ShouldBe("it is scaled to zero replicas");
        cluster.Deployments[a].Wanted.ShouldBe(2);

        cluster.Settle();
        cluster.Deployments[a].Wanted.ShouldBe(0);
        Answer(cluster, "Ready").ShouldBe(("True", "ScaledToZero"));
        Answer(cluster, "Available").ShouldBe(("False", "ScaledToZero"));
        cluster.Status.Conditions!.Select(condition => condition.Type).ShouldBe(["Available", "Progressing", "Ready", "RouteReady"]);
        cluster.Status.StableRevision.ShouldBe(a);
        cluster.Reconcile().ShouldBeFalse();

        cluster.Scale(2);
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
        cluster.Route!.Weight(a).ShouldBe(100);
    }

    [Fact]
    public void At_zero_a_file_that_nobody_has_seen_is_unverified_and_never_ready()
    {
        var cluster = new ClusterSketch(Samples.Model(Samples.Spec(A, Samples.Digest('a'), 0)));
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("Unknown", "Unverified"));
        Answer(cluster, "Available").ShouldBe(("False", "ScaledToZero"));
        Condition(cluster, "Ready").Message.ShouldContain(A);
        cluster.Status.Conditions!.Select(condition => condition.Type).ShouldBe(["Available", "Progressing", "Ready", "RouteReady"]);
        cluster.Events.ShouldNotContain(line => line.StartsWith("Warning", StringComparison.Ordinal));
        cluster.Reconcile().ShouldBeFalse();

        cluster.Scale(1);
        cluster.Settle();
        cluster.Scale(0);
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "ScaledToZero"));

        // Replaced while at zero by a file that would be refused.
        cluster.Files[B] = ModelReasons.DigestMismatch;
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 0));
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("Unknown", "Unverified"));
        cluster.Edit(Samples.Spec(A, Samples.Digest('a'), 0));
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "ScaledToZero"));
    }

    [Fact]
    public void At_zero_a_ModelVersion_counts_once_its_own_pod_has_verified_it()
    {
        var cluster = new ClusterSketch(Samples.Model(new()
        {
            Source = new() { Version = "fraud-7" },
            Serving = new() { Replicas = 0 },
        }))
        { Version = Samples.Version("fraud-7", ready: null) };
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("False", "InProgress"));
        Answer(cluster, "Reconciling").ShouldBe(("True", "WaitingForReplicas"));
        cluster.Version = Samples.Version("fraud-7", ready: false);
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("False", "DigestMismatch"));
        cluster.Version = Samples.Version("fraud-7", ready: true);
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "ScaledToZero"));
    }

    [Fact]
    public void Back_from_zero_is_no_outage()
    {
        var cluster = Serving();
        cluster.Scale(0);
        cluster.Settle();
        cluster.Scale(1);
        cluster.Reconcile();
        Answer(cluster, "Ready").ShouldBe(("False", "InProgress"));
        cluster.Events.ShouldNotContain(line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public void Back_from_zero_with_a_spec_that_cannot_be_served_the_last_good_revision_serves()
    {
        var cluster = Serving();
        var a = Revision(cluster, A);
        cluster.Scale(0);
        cluster.Settle();
        cluster.Now += TimeSpan.FromHours(1);
        cluster.Edit(Samples.Spec("https://user:hunter2@host/m.onnx", null, 2));
        cluster.Settle();
        cluster.Route!.Weight(a).ShouldBe(100);
        cluster.Deployments[a].Wanted.ShouldBe(2);
        Answer(cluster, "Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        Answer(cluster, "Ready").ShouldBe(("False", "InvalidUri"));

        cluster.Files[B] = ModelReasons.NotFound;
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 1));
        cluster.Settle();
        cluster.Route!.Weight(a).ShouldBe(100);
        Answer(cluster, "Ready").ShouldBe(("False", "NotFound"));
    }

    [Fact]
    public void Digest_unknown_one_pod_finds_it_before_others_start()
    {
        var cluster = new ClusterSketch(Samples.Model(Samples.Spec("https://host/m.onnx", null, 3)));
        cluster.Reconcile();
        var revision = cluster.Deployments.Keys.Single();
        cluster.Deployments[revision].Wanted.ShouldBe(1);
        cluster.Pins[revision].ShouldBeNull();

        cluster.Settle();
        cluster.Deployments[revision].Wanted.ShouldBe(3);
        cluster.Pins[revision].ShouldBe(Samples.Digest('0'));
        cluster.Status.Revisions!.Single().Digest.ShouldBe(Samples.Digest('0'));
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));

        // The bytes at the URI change; a pod that starts later does not serve them.
        cluster.Files["https://host/m.onnx"] = Samples.Digest('7');
        cluster.Deployments[revision].Pods.RemoveAt(0);
        cluster.Settle();
        Answer(cluster, "Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        Answer(cluster, "Ready").ShouldBe(("False", "DigestMismatch"));
        cluster.Deployments[revision].Available.ShouldBe(2);
    }

    [Fact]
    public void Digest_of_a_pod_is_not_the_pinned_one_the_pod_is_replaced()
    {
        var cluster = new ClusterSketch(Samples.Model(Samples.Spec("https://host/m.onnx", null, 2)));
        cluster.Settle();
        var stray = cluster.Deployments.Values.Single().Pods[1];
        stray.Digest = Samples.Digest('8');
        cluster.Reconcile();
        cluster.Deployments.Values.Single().Pods.ShouldNotContain(stray);
    }

    [Fact]
    public void Deadline_passes_the_rollout_is_stalled_and_still_ends_well_when_pods_come_up()
    {
        var cluster = Serving();
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 1) with { Rollout = new() { ProgressDeadline = new("2m") } });
        cluster.Reconcile();
        var b = cluster.Status.NextRevision!;
        cluster.Plan().WakeAfter.ShouldBe(TimeSpan.FromMinutes(2));

        cluster.Now += TimeSpan.FromMinutes(2);
        cluster.Reconcile();
        Answer(cluster, "Progressing").ShouldBe(("False", "ProgressDeadlineExceeded"));
        Answer(cluster, "Stalled").ShouldBe(("True", "ProgressDeadlineExceeded"));
        Answer(cluster, "Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        cluster.Plan().WakeAfter.ShouldBeNull();

        cluster.Settle();
        cluster.Status.StableRevision.ShouldBe(b);
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void Pod_dies_the_model_is_unavailable_until_it_is_back()
    {
        var cluster = Serving();
        cluster.Deployments.Values.Single().Pods.Clear();
        cluster.Reconcile();
        Answer(cluster, "Available").ShouldBe(("False", "MinimumReplicasUnavailable"));
        Answer(cluster, "Ready").ShouldBe(("False", "MinimumReplicasUnavailable"));
        cluster.Route!.Backends.Single().Weight.ShouldBe(100);
        cluster.Settle();
        cluster.Status.Conditions!.ShouldAllBe(condition => condition.Status == "True");
    }

    [Fact]
    public void Serving_revision_breaks_while_the_next_comes_up_the_first_ready_pod_gets_the_traffic()
    {
        var cluster = Serving(replicas: 2);
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 2));
        cluster.Reconcile();
        var (a, b) = (Revision(cluster, A), cluster.Status.NextRevision!);
        cluster.Deployments[a].Pods.Clear();
        cluster.Progress(cluster.Deployments[b]);
        cluster.Deployments[b].Pods[1].Ready = false;
        cluster.Reconcile();
        cluster.Route!.Weight(b).ShouldBe(100);
    }

    [Fact]
    public void Router_is_lost_and_comes_back_with_nothing()
    {
        var cluster = Serving();
        foreach (var router in cluster.Routers) router.Ready = false;
        cluster.Reconcile();
        Answer(cluster, "Available").ShouldBe(("False", "RouterUnavailable"));
        Answer(cluster, "RouteReady").ShouldBe(("False", "RouterUnavailable"));

        cluster.Routers.Clear();
        cluster.Routers.Add(new("router-2") { ReadyTime = cluster.Now });
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
        cluster.Status.Route!.Routers.ShouldBe(1);
    }

    [Fact]
    public void Router_that_just_came_does_not_count_before_it_was_heard()
    {
        var cluster = Serving();
        cluster.Now += TimeSpan.FromMinutes(1);
        var late = new SketchRouter("router-2") { ReadyTime = cluster.Now, Follows = cluster.Route! with { Revision = 1, Backends = [] } };
        cluster.Routers.Add(late);
        cluster.Reconcile();
        Answer(cluster, "RouteReady").ShouldBe(("False", "WaitingForRouters"));
        (cluster.Status.Route!.Acknowledged, cluster.Status.Route.Routers).ShouldBe((2, 3));

        // Alone, nobody is known to answer at all.
        cluster.Routers.RemoveAll(router => router != late);
        cluster.Reconcile();
        Answer(cluster, "Available").ShouldBe(("False", "RouterUnavailable"));
        cluster.Settle();
        Answer(cluster, "RouteReady").ShouldBe(("True", "RouteAcknowledged"));
        Answer(cluster, "Available").ShouldBe(("True", "MinimumReplicasAvailable"));
    }

    [Fact]
    public void Router_on_its_way_out_still_sends_what_it_sends_to_stays_until_it_has_left_or_is_gone()
    {
        var cluster = Serving();
        var a = Revision(cluster, A);
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 1) with { Rollout = new() { ScaleDownDelay = new("0s") } });
        cluster.Reconcile();
        foreach (var deployment in cluster.Deployments.Values) cluster.Progress(deployment);
        cluster.Routers[0].Leaving = true;
        cluster.Reconcile();
        cluster.Push(cluster.Routers[1]);
        cluster.Reconcile();
        Answer(cluster, "RouteReady").ShouldBe(("True", "RouteAcknowledged"));
        cluster.Deployments[a].Wanted.ShouldBe(1);

        cluster.Push(cluster.Routers[0]);
        cluster.Reconcile();
        cluster.Deployments[a].Wanted.ShouldBe(0);
    }

    [Fact]
    public void Operator_restarts_conditions_do_not_blink_and_nothing_is_written()
    {
        var cluster = Serving();
        foreach (var router in cluster.Routers) (router.Known, router.Pushed) = (false, false);
        cluster.Reconcile().ShouldBeFalse();
    }

    [Fact]
    public void Operator_restarts_after_a_switch_the_old_revision_stays_until_the_routers_are_heard_again()
    {
        var cluster = Serving();
        var a = Revision(cluster, A);
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 1));
        cluster.Settle();
        foreach (var router in cluster.Routers) (router.Known, router.Pushed) = (false, false);
        cluster.Now += TimeSpan.FromHours(1);
        cluster.Reconcile();
        cluster.Deployments[a].Wanted.ShouldBe(1);
        cluster.Settle();
        cluster.Deployments[a].Wanted.ShouldBe(0);
    }

    [Fact]
    public void Route_record_is_lost_its_numbers_go_on_from_what_routers_follow()
    {
        var cluster = Serving();
        var before = cluster.Route!.Revision;
        cluster.Services["fraud"] = (cluster.Services["fraud"].ClusterIP, null);
        cluster.Settle();
        cluster.Route!.Revision.ShouldBeGreaterThan(before);
        cluster.Routers.ShouldAllBe(router => router.Follows!.SameContent(cluster.Route));
    }

    [Fact]
    public void Router_follows_a_newer_number_than_ours_the_route_gets_a_newer_one_still()
    {
        var cluster = Serving();
        foreach (var router in cluster.Routers)
            (router.Follows, router.Known, router.Pushed) = (router.Follows! with { Revision = 90 }, false, false);
        cluster.Settle();
        cluster.Route!.Revision.ShouldBe(91);
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void Operator_is_upgraded_pods_stay_as_they_are()
    {
        var cluster = Serving();
        var before = k8s.KubernetesJson.Serialize(cluster.Deployments.Values.Single().Template);
        cluster.Settings = cluster.Settings with
        {
            ModelServerImage = "modelwright/model-server:2",
            AgentImage = "modelwright/agent:2",
            MaxModelBytes = 5
        };
        cluster.Settle();
        k8s.KubernetesJson.Serialize(cluster.Deployments.Values.Single().Template).ShouldBe(before);

        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 1));
        cluster.Settle();
        cluster.Deployments[cluster.Status.StableRevision!].Template.Spec.Containers[0].Image.ShouldBe("modelwright/model-server:2");
    }

    [Fact]
    public void Profile_of_the_version_reaches_new_revisions_and_restarts_none()
    {
        var version = Samples.Version("fraud-1", true);
        var cluster = new ClusterSketch(Samples.Model(new() { Source = new() { Version = "fraud-1" } })) { Version = version };
        cluster.Settle();
        var (name, before) = cluster.Deployments.Select(pair => (pair.Key, k8s.KubernetesJson.Serialize(pair.Value.Template))).Single();
        before.ShouldNotContain("MODELWRIGHT_PROFILE_FILE");

        // As after an upgrade from an operator that did not know profiles.
        version.Spec = version.Spec with { Profile = new() { Uri = "pvc://models/profile.json", Digest = Samples.Digest('d') } };
        cluster.Settle();
        k8s.KubernetesJson.Serialize(cluster.Deployments[name].Template).ShouldBe(before);

        cluster.Edit(cluster.Model.Spec with { Monitoring = new() { Feedback = new() { KeySecretName = "keys" }, Redact = ["name"] } });
        cluster.Settle();
        var template = cluster.Deployments[cluster.Status.StableRevision!].Template.Spec;
        template.InitContainers[0].Args.SkipWhile(argument => argument != "--profile-uri").ShouldBe(
            ["--profile-uri", "pvc://models/profile.json", "--profile-digest", Samples.Digest('d'),
                "--profile-output", "/modelwright/model/profile.json", "--profile-source-root", "/modelwright/profile-source"]);
        var server = template.Containers[0];
        string[] names = ["MODELWRIGHT_PROFILE_FILE", "MODELWRIGHT_REDACTED", "MODELWRIGHT_FEEDBACK_KEY_FILE"];
        server.Env.Where(variable => names.Contains(variable.Name)).Select(variable => variable.Value)
            .ShouldBe(["/modelwright/model/profile.json", """["name"]""", "/modelwright/feedback/key"]);
        template.Volumes.Single(volume => volume.Secret is not null).Secret.SecretName.ShouldBe("keys");
        server.VolumeMounts.ShouldContain(mount => mount.MountPath == "/modelwright/feedback" && mount.ReadOnlyProperty == true);
        template.Volumes.ShouldContain(volume => volume.Name == "profile-source" && volume.PersistentVolumeClaim.ClaimName == "models");
    }

    [Theory]
    [InlineData(false, null, null)]
    [InlineData(true, null, null)]
    [InlineData(false, "", null)]
    [InlineData(false, "{}", null)]
    [InlineData(false, "", "0000")]
    [InlineData(false, "{\"spec\":", "0000")]
    public void Image_is_changed_on_the_Deployment_what_the_operator_made_comes_back(bool upgraded, string? record, string? hash)
    {
        var cluster = Serving();
        var deployment = cluster.Deployments.Values.Single();
        var before = k8s.KubernetesJson.Serialize(deployment.Template);
        deployment.Template.Spec.Containers[0].Image = "example.com/other:1";
        deployment.Template.Spec.InitContainers[0].Image = "example.com/other:2";
        cluster.Snapshots.Clear();
        if (record is not null) deployment.TemplateRecord = record;
        if (hash is not null) deployment.TemplateHash = hash;
        if (upgraded) cluster.Settings = cluster.Settings with { ModelServerImage = "modelwright/model-server:2", MaxModelBytes = 5 };
        cluster.Settle();
        k8s.KubernetesJson.Serialize(cluster.Deployments.Values.Single().Template).ShouldBe(before);
        cluster.Reconcile().ShouldBeFalse();
    }

    [Fact]
    public void Image_is_changed_on_a_replaced_revision_it_comes_back_too()
    {
        var cluster = Serving();
        var a = Revision(cluster, A);
        var before = k8s.KubernetesJson.Serialize(cluster.Deployments[a].Template);
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 1));
        cluster.Settle();
        cluster.Deployments[a].Template.Spec.Containers[0].Image = "example.com/other:1";
        cluster.Settle();
        k8s.KubernetesJson.Serialize(cluster.Deployments[a].Template).ShouldBe(before);
    }

    [Fact]
    public void Record_of_the_template_is_lost_after_an_upgrade_pods_still_stay_as_they_are()
    {
        var cluster = Serving();
        var before = k8s.KubernetesJson.Serialize(cluster.Deployments.Values.Single().Template);
        cluster.Snapshots.Clear();
        cluster.Deployments.Values.Single().TemplateRecord = null;
        cluster.Settings = cluster.Settings with { ModelServerImage = "modelwright/model-server:2" };
        cluster.Settle();
        k8s.KubernetesJson.Serialize(cluster.Deployments.Values.Single().Template).ShouldBe(before);
        cluster.Deployments.Values.Single().TemplateRecord.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"model":"fraud","revision":3,"hosts":[],"backends":[null]}""")]
    [InlineData("""{"model":"fraud","revision":9223372036854775807,"hosts":[],"backends":[]}""")]
    [InlineData("""{"model":"fraud","revision":4503599627370496,"hosts":[],"backends":[]}""")]
    [InlineData("nonsense")]
    public void Route_record_is_damaged_traffic_stays_and_the_numbers_are_sane(string record)
    {
        var cluster = Serving(replicas: 2);
        var (before, number) = (cluster.Route!, cluster.Status.Route!.Revision);
        cluster.Services["fraud"] = (cluster.Services["fraud"].ClusterIP, record);
        cluster.Reconcile();
        cluster.Deployments.Values.ShouldAllBe(deployment => deployment.Wanted == 2);
        cluster.Settle();
        cluster.Route!.Backends.ShouldBe(before.Backends);
        cluster.Route.Revision.ShouldBeGreaterThan(number);
        cluster.Route.Revision.ShouldBeLessThanOrEqualTo(RouteTable.MaxRevision);
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void Route_record_is_lost_in_the_middle_of_a_rollout_who_served_goes_on()
    {
        var cluster = Serving(replicas: 2);
        var a = Revision(cluster, A);
        cluster.Edit(Samples.Spec(B, Samples.Digest('b'), 2));
        cluster.Reconcile();
        var b = cluster.Deployments[cluster.Status.NextRevision!];
        cluster.Progress(b);
        b.Pods[1].Ready = false;
        cluster.Services["fraud"] = (cluster.Services["fraud"].ClusterIP, null);
        cluster.Reconcile();
        cluster.Route!.Backends.Single().Revision.ShouldBe(a);
    }

    [Fact]
    public void Routers_are_refused_the_Model_says_what_and_why()
    {
        var cluster = new ClusterSketch(Samples.Model()) { RouterRefusal = "Deployment shop/modelwright-router belongs to others" };
        cluster.Routers.Clear();
        cluster.Settle();
        Answer(cluster, "RouteReady").ShouldBe(("False", "RouterUnavailable"));
        Condition(cluster, "RouteReady").Message.ShouldContain("modelwright-router belongs to others");
        Condition(cluster, "Ready").Message.ShouldContain("modelwright-router belongs to others");
        cluster.RouterRefusal = null;
        cluster.Routers.Add(new("router-0"));
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void Spec_that_never_could_be_has_no_Service_and_gets_one_once_it_can()
    {
        var both = Samples.Spec(A, Samples.Digest('a'));
        var cluster = new ClusterSketch(Samples.Model(both with { Source = both.Source with { Version = "v1" } }));
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("False", "InvalidSpec"));
        cluster.Services.ShouldBeEmpty();
        cluster.Edit(both);
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void Name_is_taken_nothing_is_touched()
    {
        var cluster = new ClusterSketch(Samples.Model());
        cluster.Foreign.Add("Service fraud");
        cluster.Reconcile();
        cluster.Deployments.ShouldBeEmpty();
        Answer(cluster, "Ready").ShouldBe(("False", "ResourceRefused"));
        Condition(cluster, "Ready").Message.ShouldContain("Service fraud exists");

        cluster.Foreign.Clear();
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void Api_server_refuses_an_object_the_condition_has_its_words_until_it_does_not()
    {
        var cluster = Serving();
        var plan = Modelwright.Operator.Models.ModelPlanner.Refused(
            cluster.Observe() with { Refusal = "pods \"fraud\" is forbidden: exceeded quota" });
        plan.Prune.ShouldBeNull();
        foreach (var step in cluster.Steps(plan)) step();
        Answer(cluster, "Ready").ShouldBe(("False", "ResourceRefused"));
        Answer(cluster, "Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        Condition(cluster, "Ready").Message.ShouldContain("exceeded quota");
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void Account_of_serving_pods_is_missing_no_Deployment_is_made_yet()
    {
        var model = Samples.Model();
        var observed = new ClusterSketch(model).Observe();
        Applied(observed with { AccountExists = false }).ShouldBe(["ControllerRevision", "Service", "Service"]);
        Applied(observed).ShouldBe(["ControllerRevision", "Service", "Deployment", "Service"]);
    }

    [Fact]
    public void Name_that_cannot_be_a_Service_makes_nothing()
    {
        var observed = new ClusterSketch(Samples.Model(name: "a.b")).Observe();
        Applied(observed).ShouldBeEmpty();
        Modelwright.Operator.Models.ModelPlanner.Plan(observed).Prune.ShouldBeNull();
    }

    private static IEnumerable<string> Applied(Modelwright.Operator.Models.ModelObserved observed) =>
        Modelwright.Operator.Models.ModelPlanner.Plan(observed).Effects.OfType<Apply>().Select(apply => apply.Type.Kind);

    [Fact]
    public void Spec_is_broken_what_serves_goes_on()
    {
        var cluster = Serving();
        cluster.Edit(Samples.Spec("https://user:hunter2@host/m.onnx", null, 1));
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("False", "InvalidUri"));
        Answer(cluster, "Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        Condition(cluster, "Ready").Message.ShouldNotContain("hunter2");
        cluster.Deployments.Values.Single().Wanted.ShouldBe(1);
    }

    [Fact]
    public void Replicas_above_one_have_a_disruption_budget_and_autoscaling_an_autoscaler()
    {
        var cluster = Serving(replicas: 2);
        cluster.Others.ShouldBe(["PodDisruptionBudget fraud"]);
        cluster.Edit(cluster.Model.Spec with
        {
            Serving = new()
            {
                Replicas = 2,
                Resources = new() { Requests = new Dictionary<string, Quantity> { ["cpu"] = new("1") } },
                Autoscaling = new() { MinReplicas = 2, MaxReplicas = 4 },
            }
        });
        cluster.Settle();
        cluster.Others.ShouldBe(["HorizontalPodAutoscaler fraud", "PodDisruptionBudget fraud"]);
        cluster.Deployments[cluster.Status.StableRevision!].Wanted.ShouldBe(2);
        cluster.Scale(9);
        cluster.Settle();
        cluster.Deployments[cluster.Status.StableRevision!].Wanted.ShouldBe(4);
        cluster.Edit(cluster.Model.Spec with { Serving = null });
        cluster.Settle();
        cluster.Others.ShouldBeEmpty();
    }
}
