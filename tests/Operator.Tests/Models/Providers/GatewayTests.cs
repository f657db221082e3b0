using Modelwright.Crds.Models.Rollouts;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Tests.Models.Rollouts;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models.Providers;

public sealed class GatewayTests
{
    internal static readonly ModelTraffic Public = new()
    {
        Provider = TrafficProvider.GatewayAPI,
        GatewayRefs = [new() { Name = "public", Namespace = "edge" }],
        Hostnames = ["fraud.example.org"],
    };

    [Fact]
    public void A_canary_s_weights_go_to_the_HTTPRoute_and_count_once_accepted()
    {
        var model = Canary();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        Weights(model).ShouldBe([(a, 95), (b, 5)], ignoreOrder: true);
        model.Status.Traffic!.Select(share => share.Weight).ShouldBe([95, 5]);
        model.Answer("RouteReady").ShouldBe(("True", "RouteAccepted"));
        model.Status.Url.ShouldBe("http://fraud.example.org");
        model.Status.Route!.Provider.ShouldBe(TrafficProvider.GatewayAPI);
        model.Pass("11m");
        model.Pass("11m");
        Weights(model).ShouldBe([(b, 100)]);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
        model.Pass("2m");
        model.Cluster.Deployments[a].Wanted.ShouldBe(0);
    }

    [Fact]
    public void A_route_that_is_refused_leaves_the_weights_and_the_replicas_as_they_were()
    {
        var model = Canary();
        var a = model.Revision('a');
        model.Cluster.Gateways!.Refusal = "NotAllowedByListeners: the listener takes no routes of this namespace";
        var b = model.Want('b');
        model.Pass("1h");
        model.Cluster.Gateways.Weights.ShouldBe(new Dictionary<string, int> { [a] = 100 });
        model.Status.Traffic!.Select(share => (share.Revision, share.Weight)).ShouldBe([(a, 100)]);
        model.Answer("RouteReady").ShouldBe(("False", "RouteNotAccepted"));
        model.Status.Conditions!.First(condition => condition.Type == "RouteReady").Message.ShouldContain("takes no routes of this");
        model.Cluster.Deployments[a].Wanted.ShouldBe(4);
        model.Rollout.Step.ShouldBe(1);
        model.Rollout.StepStartTime.ShouldBeNull();
        model.Cluster.Gateways.Refusal = null;
        model.Cluster.Settle();
        model.Weight(b).ShouldBe(5);
        model.Answer("RouteReady").ShouldBe(("True", "RouteAccepted"));
    }

    [Fact]
    public void A_promotion_that_no_controller_answers_keeps_the_old_pods()
    {
        var model = Canary();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Cluster.Gateways!.Present = false;
        model.Pass("11m");
        model.Pass("11m");
        model.Pass("5h");
        model.Status.StableRevision.ShouldBe(a);
        model.Answer("RouteReady").ShouldBe(("False", "WaitingForGateway"));
        model.Answer("Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        model.Cluster.Deployments[a].Wanted.ShouldBe(4);
        model.Cluster.Gateways.Present = true;
        model.Cluster.Settle();
        while (model.Status.StableRevision != b) model.Pass("11m");
    }

    [Fact]
    public void Without_the_Gateway_API_the_status_says_what_is_missing_and_it_is_looked_for()
    {
        var cluster = new ClusterSketch(Samples.Model(Samples.Spec("s3://models/fraud/a.onnx", Samples.Digest('a'), 1) with
        {
            Traffic = Public,
        }));
        cluster.Routers.Clear();
        cluster.Settle();
        Answer(cluster, "RouteReady").ShouldBe(("False", "GatewayApiMissing"));
        Answer(cluster, "Available").ShouldBe(("False", "GatewayApiMissing"));
        cluster.Plan().WakeAfter.ShouldBe(TimeSpan.FromSeconds(15));
        cluster.Gateways = new() { Exists = false };
        cluster.Settle();
        Answer(cluster, "RouteReady").ShouldBe(("False", "GatewayNotFound"));
        cluster.Gateways.Exists = true;
        cluster.Settle();
        Answer(cluster, "Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void Copies_are_a_filter_of_the_route()
    {
        var model = new RolloutSketch(
            new() { Strategy = RolloutStrategy.Shadow, Steps = [new() { Weight = 0, Mirror = 20, Duration = new("10m") }] }, 2, Public);
        var b = model.Want('b');
        var mirror = model.Cluster.Gateways!.Route!["spec"]!["rules"]![0]!["filters"]![0]!["requestMirror"]!;
        mirror["percent"]!.GetValue<int>().ShouldBe(20);
        mirror["backendRef"]!["name"]!.GetValue<string>().ShouldBe(b);
        model.Pass("11m");
        model.Cluster.Gateways.Route["spec"]!["rules"]![0]!["filters"].ShouldBeNull();
        Weights(model).ShouldBe([(b, 100)]);
    }

    [Fact]
    public void Without_host_names_the_route_is_for_the_Model_s_path()
    {
        var model = new RolloutSketch(new(), 1, Public with { Hostnames = null });
        var spec = model.Cluster.Gateways!.Route!["spec"]!;
        spec["hostnames"].ShouldBeNull();
        spec["rules"]![0]!["matches"]![0]!["path"]!["value"]!.GetValue<string>().ShouldBe("/v2/models/fraud");
        model.Status.Url.ShouldBe("http://192.0.2.1");
    }

    [Fact]
    public void At_zero_the_route_still_leads_to_the_revision_that_served()
    {
        var model = new RolloutSketch(new(), 2, Public);
        model.Cluster.Scale(0);
        model.Cluster.Settle();
        model.Answer("Ready").ShouldBe(("True", "ScaledToZero"));
        Weights(model).ShouldBe([(model.Revision('a'), 100)]);
        model.Cluster.Scale(1);
        model.Cluster.Settle();
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    private static RolloutSketch Canary() =>
        new(RolloutSketch.Canary(RolloutSketch.Step(5), RolloutSketch.Step(50)), 4, Public);

    private static IEnumerable<(string, int)> Weights(RolloutSketch model) =>
        model.Cluster.Gateways!.Weights.Select(weight => (weight.Key, weight.Value));

    private static (string, string) Answer(ClusterSketch cluster, string type) =>
        cluster.Status.Conditions!.Where(found => found.Type == type).Select(found => (found.Status, found.Reason)).Single();
}
