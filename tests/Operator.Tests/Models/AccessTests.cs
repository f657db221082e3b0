using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models;

/// <summary>Models that ask for TLS or tokens.</summary>
public sealed class AccessTests
{
    private static readonly RouteAccess Both = new("fraud-tls", "fraud-tokens");

    private static ModelSpec Spec => Samples.Spec("s3://models/fraud/a.onnx", Samples.Digest('a'));

    private static ModelSpec Asking => Spec with
    {
        Traffic = new() { Tls = new() { SecretName = "fraud-tls" }, ClientTokens = new() { SecretName = "fraud-tokens" } },
    };

    private static V1Condition Condition(ClusterSketch cluster, string type) =>
        cluster.Status.Conditions!.First(condition => condition.Type == type);

    private static void Mount(ClusterSketch cluster)
    {
        foreach (var router in cluster.Routers) router.Secrets = ["fraud-tls", "fraud-tokens"];
    }

    private static void Tell(ClusterSketch cluster, string? problem) => cluster.Activity = new()
    {
        Interval = TimeSpan.FromSeconds(20),
        SinceTime = cluster.Now,
        KnownTime = cluster.Now,
        Problem = problem,
    };

    [Fact]
    public void A_new_Model_has_its_rules_in_its_first_route_and_an_https_address()
    {
        var cluster = new ClusterSketch(Samples.Model(Asking));
        Mount(cluster);
        cluster.Settle();
        cluster.Route!.Access.ShouldBe(Both);
        cluster.Status.Url.ShouldBe("https://fraud.shop.svc.cluster.local:8080");
        Condition(cluster, "Ready").Reason.ShouldBe("Serving");
        cluster.Watched.ShouldBeTrue();
        Tell(cluster, null);
        cluster.Reconcile().ShouldBeFalse();
    }

    [Fact]
    public void A_Model_that_serves_gets_its_rules_once_every_router_has_the_Secrets_mounted()
    {
        var cluster = new ClusterSketch(Samples.Model(Spec));
        cluster.Settle();
        cluster.Edit(Asking);
        cluster.Routers[0].Secrets = ["fraud-tls", "fraud-tokens"];
        cluster.Settle();
        cluster.Route!.Access.ShouldBeNull();
        cluster.Status.Url.ShouldBe("http://fraud.shop.svc.cluster.local:8080");
        Condition(cluster, "Ready").Status.ShouldBe("False");
        Condition(cluster, "RouteReady").Message.ShouldContain("fraud-tls and fraud-tokens mounted");
        Condition(cluster, "Available").Status.ShouldBe("True");

        Mount(cluster);
        cluster.Settle();
        cluster.Route!.Access.ShouldBe(Both);
        Condition(cluster, "Ready").Reason.ShouldBe("Serving");

        cluster.Routers.Add(new("router-2"));
        cluster.Settle();
        cluster.Route!.Access.ShouldBe(Both);

        cluster.Edit(Spec);
        cluster.Settle();
        cluster.Route!.Access.ShouldBeNull();
        cluster.Status.Url.ShouldBe("http://fraud.shop.svc.cluster.local:8080");
    }

    [Fact]
    public void A_missing_Secret_is_told_and_comes_right_by_itself()
    {
        var cluster = new ClusterSketch(Samples.Model(Asking));
        Mount(cluster);
        Tell(cluster, "Secret fraud-tokens (tokens): could not be found (router pod router-0)");
        cluster.Settle();
        foreach (var type in new[] { "Ready", "Available", "Progressing", "RouteReady" })
            Condition(cluster, type).Reason.ShouldBe("SecretUnavailable");
        Condition(cluster, "Ready").Message.ShouldContain("fraud-tokens");
        Condition(cluster, "Ready").Message.ShouldContain("spec.traffic");
        cluster.Status.Phase.ShouldBe(ModelPhase.Failed);

        Tell(cluster, null);
        cluster.Settle();
        Condition(cluster, "Ready").Reason.ShouldBe("Serving");
        Condition(cluster, "Available").Status.ShouldBe("True");
    }

    [Fact]
    public void Routers_mount_each_Secret_once_and_optionally_and_without_any_are_as_before()
    {
        List<Model> models = [Samples.Model(Asking, "a"), Samples.Model(Asking, "b"), Samples.Model(Spec, "c")];
        var pod = RouterObjects.Deployment("shop", models, Samples.Settings)["spec"]!["template"]!["spec"]!;
        var sources = pod["volumes"]!.AsArray().Single(volume => volume!["projected"] is not null)!["projected"]!["sources"]!.AsArray();
        sources.Select(source => (string)source!["secret"]!["name"]!).ShouldBe(["fraud-tls", "fraud-tokens"]);
        sources.ShouldAllBe(source => (bool)source!["secret"]!["optional"]!);
        pod["containers"]![0]!["volumeMounts"]!.AsArray().Select(mount => (string)mount!["mountPath"]!)
            .ShouldBe(["/modelwright/routes", "/tmp", "/modelwright/secrets"]);

        var plain = RouterObjects.Deployment("shop", [models[2]], Samples.Settings).ToJsonString();
        plain.ShouldNotContain("secret");
        plain.ShouldNotContain("SECRETS");
    }

    [Theory]
    [InlineData("""{"tls":"a/b"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"tls":null,"tokens":""}""")]
    public void A_record_with_a_rule_that_names_no_Secret_is_no_record(string access) =>
        RouteTable.Parse($$"""{"model":"fraud","revision":1,"hosts":[],"backends":[],"access":{{access}}}""").ShouldBeNull();
}
