using System.Globalization;
using System.Text.Json;
using CsCheck;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models;

/// <summary>
/// Anything may happen to a Model, in any order, and the operator may stop after any effect: what must never be, never is.
/// </summary>
public sealed class ModelSafetyTests
{
    private static readonly long Iterations =
        long.Parse(Environment.GetEnvironmentVariable("MODELWRIGHT_ITERATIONS") ?? "200", CultureInfo.InvariantCulture);

    private static readonly string[] Uris = ["s3://models/a.onnx", "s3://models/b.onnx", "https://host/c.onnx", "s3://models/bad.onnx"];

    private static readonly Gen<ModelSpec> Specs =
        from uri in Gen.OneOf(Uris)
        from replicas in Gen.Frequency((1, 0), (4, 1), (4, 2), (2, 3))
        from limit in Gen.Int[1, 2]
        from rollout in Gen.OneOf(Strategies)
        from window in Gen.Int[0, 2]
        select Samples.Spec(uri, uri.StartsWith("s3", StringComparison.Ordinal) ? Samples.Digest(uri[^6]) : null, replicas) with
        {
            Rollout = rollout with { RevisionHistoryLimit = limit, ScaleDownDelay = new("30s"), RollbackWindow = window },
        };

    private static readonly string[] Verbs = ["promote", "abort", "retry", "pause", "resume", "rollback"];

    private static ModelRollout[] Strategies =>
    [
        new(), new() { Strategy = RolloutStrategy.Rolling }, new() { Strategy = RolloutStrategy.Canary, Steps = [Step(10), Step(50)] },
        new() { Strategy = RolloutStrategy.Canary, Steps = [Step(30)], MaxSurge = 1 },
        new() { Strategy = RolloutStrategy.Shadow, Steps = [Step(0) with { Mirror = 20 }] },
        new() { Strategy = RolloutStrategy.Canary, Steps = [Step(20)], Probation = new() { Duration = new("40s") } },
    ];

    private static RolloutStep Step(int weight) => new() { Weight = weight, Duration = new("20s") };

    private enum Happening
    {
        Reconcile, ReconcilePartly, Edit, Progress, PodDies, PodUnready, RouterTakes, RouterFails, RouterRestarts, RouterLeaves, RouterEnds,
        OperatorRestarts,
        TimePasses,
        PersonActs,
    }

    private static readonly Gen<(Happening What, int Which, ModelSpec Spec)> Happenings =
        Gen.Select(
            Gen.Frequency(
                (6, Happening.Reconcile), (3, Happening.ReconcilePartly), (2, Happening.Edit), (5, Happening.Progress),
                    (1, Happening.PodDies),
                (1, Happening.PodUnready), (4, Happening.RouterTakes), (1, Happening.RouterFails), (1, Happening.RouterRestarts),
                (1, Happening.RouterLeaves),
                (1, Happening.RouterEnds),
                (1, Happening.OperatorRestarts), (3, Happening.TimePasses), (2, Happening.PersonActs)),
            Gen.Int[0, 1000], Specs);

    [Fact]
    public void Every_prefix_of_every_plan_is_safe_and_calm_brings_the_goal() =>
        Gen.Select(Specs, Happenings.List[1, 60]).Sample((first, happenings) =>
        {
            var cluster = new ClusterSketch(Samples.Model(first));
            cluster.Files["s3://models/bad.onnx"] = ModelReasons.DigestMismatch;
            var watch = new SafetyWatch(cluster);
            foreach (var (what, which, spec) in happenings)
            {
                Happen(cluster, watch, what, which, spec);
                watch.Check();
            }

            Calm(cluster, watch);
        }, iter: Iterations, print: Print);

    private static string Print((ModelSpec First, List<(Happening What, int Which, ModelSpec Spec)> Happenings) life) =>
        Say(life.First) + string.Concat(life.Happenings.Select(happening =>
            $"; {happening.What} {happening.Which}{(happening.What == Happening.Edit ? " " + Say(happening.Spec) : "")}"));

    private static string Say(ModelSpec spec) =>
        $"{spec.Source.Artifact!.Uri} x{spec.Serving!.Replicas} keep {spec.Rollout!.RevisionHistoryLimit} "
        + $"{spec.Rollout.Strategy} {string.Join(',', (spec.Rollout.Steps ?? []).Select(step => step.Weight))} "
        + $"back {spec.Rollout.RollbackWindow}";

    private static void Happen(ClusterSketch cluster, SafetyWatch watch, Happening what, int which, ModelSpec spec)
    {
        var deployment = cluster.Deployments.Count == 0 ? null : cluster.Deployments.Values.ElementAt(which % cluster.Deployments.Count);
        var pod = deployment is { Pods.Count: > 0 } ? deployment.Pods[which % deployment.Pods.Count] : null;
        var router = cluster.Routers[which % cluster.Routers.Count];
        switch (what)
        {
            case Happening.Reconcile: Carry(cluster, watch, int.MaxValue); break;
            case Happening.ReconcilePartly: Carry(cluster, watch, which % 12); break;
            case Happening.Edit: cluster.Edit(spec); break;
            case Happening.Progress when deployment is not null: cluster.Progress(deployment); break;
            case Happening.PodDies when pod is not null: deployment!.Pods.Remove(pod); break;
            case Happening.PodUnready when pod is not null: pod.Ready = false; break;
            case Happening.RouterTakes: cluster.Push(router); break;
            case Happening.RouterFails: router.Ready = !router.Ready; break;
            case Happening.RouterRestarts:
                (router.Follows, router.Known, router.Pushed, router.Conflict) =
                (cluster.Route, false, false, null); break;
            case Happening.RouterLeaves when cluster.Routers.Count < 4:
                router.Leaving = true;
                cluster.Routers.Add(new($"router-{which}-{cluster.Routers.Count}") { Follows = cluster.Route, ReadyTime = cluster.Now });
                break;
            case Happening.RouterEnds: cluster.Routers.RemoveAll(leaving => leaving.Leaving && leaving == router); break;
            case Happening.OperatorRestarts:
                cluster.Routers.ForEach(known =>
                (known.Known, known.Pushed, known.Conflict) = (false, false, null)); break;
            case Happening.PersonActs:
                var revisions = cluster.Status.Revisions ?? [];
                var subject = revisions.Count > 0 && which % 3 > 0 ? revisions[which % revisions.Count].Name : "token";
                (cluster.Model.Metadata.Annotations ??= new Dictionary<string, string>())[$"modelwright.io/{Verbs[which % Verbs.Length]}"] =
                    $"{subject}/{(which % 2 == 0 ? "full" : "step")}/{which}";
                break;
            case Happening.TimePasses: cluster.Now += TimeSpan.FromSeconds(which % 90); break;
        }
    }

    private static void Carry(ClusterSketch cluster, SafetyWatch watch, int effects)
    {
        watch.Planning();
        foreach (var step in cluster.Steps(cluster.Plan()).Take(effects))
        {
            step();
            watch.Check();
        }

        watch.Planned();
    }

    private static void Calm(ClusterSketch cluster, SafetyWatch watch)
    {
        cluster.Routers.RemoveAll(router => router.Leaving);
        foreach (var router in cluster.Routers) router.Ready = true;
        cluster.Model.Metadata.Annotations = new Dictionary<string, string> { ["modelwright.io/resume"] = "calm/1" };
        for (var i = 0; i < 4; i++)
        {
            cluster.Settle();
            watch.Check();
            cluster.Now += TimeSpan.FromMinutes(1);
        }

        cluster.Reconcile().ShouldBeFalse();
        var status = cluster.Status;
        var ready = status.Conditions!.Single(condition => condition.Type == "Ready");
        var (uri, replicas) = (cluster.Model.Spec.Source.Artifact!.Uri, cluster.Model.Spec.Serving!.Replicas);
        if (replicas == 0)
            ready.Reason.ShouldBe(status.Revisions!.Single(revision => revision.Uri == uri).VerifiedTime is null
                ? ModelReasons.Unverified
                : ModelReasons.ScaledToZero);
        else if (uri == Uris[3]) ready.Reason.ShouldBeOneOf(ModelReasons.DigestMismatch, ModelReasons.RolloutAborted);
        else if (status.AbortedRevision is { } aborted)
        {
            ready.Reason.ShouldBe(ModelReasons.RolloutAborted);
            cluster.Route!.Weight(aborted).ShouldBe(0, JsonSerializer.Serialize(status, Crds.CrdJson.Options));
            cluster.Route!.Backends.Sum(backend => backend.Weight).ShouldBe(100);
        }
        else ready.Reason.ShouldBe(ModelReasons.Serving, JsonSerializer.Serialize(status, Crds.CrdJson.Options));
        var serving = status.Revisions!.FirstOrDefault(revision => revision.Uri == uri)?.Name;
        if (ready.Reason == ModelReasons.Serving) cluster.Route!.Weight(serving!).ShouldBe(100);
        foreach (var deployment in cluster.Deployments.Values)
        {
            // What cannot come up has what its step needs, and waits.
            if (deployment.Name == status.NextRevision && replicas > 0) deployment.Wanted.ShouldBeInRange(1, replicas!.Value);
            else
                deployment.Wanted.ShouldBe(replicas == 0
                    ? 0
                    : (deployment.Name == serving && serving != status.AbortedRevision) || cluster.Route!.Weight(deployment.Name) > 0
                    ? replicas!.Value
                    : 0, deployment.Name);
        }

        cluster.Deployments.Count.ShouldBeLessThanOrEqualTo(2 + cluster.Model.Spec.Rollout!.RevisionHistoryLimit!.Value);
    }

    /// <summary>Looks at the cluster after every single change.</summary>
    private sealed class SafetyWatch(ClusterSketch cluster)
    {
        private readonly Dictionary<long, RouteTable> numbers = [];
        private bool couldServe;
        private RouteTable? before;

        /// <summary>Just before a plan is made: what it has to choose from.</summary>
        public void Planning()
        {
            before = cluster.Route;

            // Back from zero what never served does not get ahead of the stable one, which is on its way.
            var isBack = before is { Backends.Count: 0 } && cluster.Model.Status?.StableRevision is not null;
            couldServe = cluster.Deployments.Values.Any(deployment =>
                deployment.UpToDate && deployment.Wanted > 0 && deployment.Available > 0 && (!isBack || Served(deployment.Name)));
        }

        private bool Served(string revision) =>
            cluster.Model.Status?.Revisions?.Any(known => known.Name == revision && known.PromotedTime is not null) == true;

        private string Words() => string.Join("; ", cluster.Deployments.Values.Select(deployment =>
            $"{deployment.Name}: {deployment.Available} of {deployment.Wanted}")) + "; "
            + JsonSerializer.Serialize(cluster.Model.Status, Crds.CrdJson.Options);

        /// <summary>Just after a plan was carried out, as far as it was.</summary>
        public void Planned() => before = cluster.Route;

        public void Check()
        {
            // What gets requests is there, and is meant to stay.
            foreach (var router in cluster.Routers.Where(router => router.Ready || router.Leaving))
                foreach (var backend in router.Follows?.Backends ?? [])
                {
                    cluster.Deployments.ShouldContainKey(backend.Revision);
                    cluster.Deployments[backend.Revision].Wanted.ShouldBeGreaterThan(0,
                        $"{backend.Revision} gets requests from {router.Name}");
                    cluster.Services.ShouldContainKey(backend.Revision);
                }

            if (cluster.Route is not { } route) return;
            if (route.Backends.Count > 0) route.Backends.Sum(backend => backend.Weight).ShouldBe(100);
            route.Backends.ShouldAllBe(backend => backend.Weight >= 0 && backend.Weight <= 100);

            // One number, one content.
            if (numbers.TryGetValue(route.Revision, out var known))
                known.SameContent(route).ShouldBeTrue($"route {route.Revision} has two contents");
            numbers[route.Revision] = route;
            if (before is not null) route.Revision.ShouldBeGreaterThanOrEqualTo(before.Revision);

            // A route to nothing is written only when nothing could answer, or zero is wanted.
            if (route.Revision != before?.Revision && route.Backends.Count == 0 && cluster.Model.Spec.Serving?.Replicas != 0)
                couldServe.ShouldBeFalse(Words());

            // Traffic goes to what has no ready pod only where nothing else could take it.
            if (route.Revision != before?.Revision && route.Backends.Count > 0 && couldServe)
                cluster.Deployments[route.Backends[0].Revision].Available.ShouldBeGreaterThan(0);
        }
    }
}
