using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Tests.Controllers;

public sealed class EndpointsTests : IDisposable
{
    private readonly TestCluster cluster = new();

    public EndpointsTests() => cluster.Create(KnownResources.Services, """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: default}
        spec:
          selector: {app: web}
          ports: [{name: http, port: 80, targetPort: http}, {name: plain, port: 9000}]
        """);

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void A_pod_is_an_endpoint_once_it_is_ready()
    {
        Pod("a", 8080);
        cluster.SetReady(Get("a"), false);
        cluster.Settle();
        Addresses("addresses").ShouldBeEmpty();
        Addresses("notReadyAddresses").Count.ShouldBe(1);

        cluster.MakeReady();
        Addresses("addresses").ShouldBe([Get("a").Text("status", "podIP")]);
        var slice = Slice();
        slice.Items("ports").Select(port => (port.Text("name"), port.Number("port"))).ShouldBe([("http", 8080L), ("plain", 9000L)]);
        var endpoint = slice.Items("endpoints").ShouldHaveSingleItem();
        endpoint.Flag("conditions", "ready").ShouldBeTrue();
        endpoint.Text("targetRef", "name").ShouldBe("a");
    }

    [Fact]
    public void A_terminating_pod_leaves_at_once_and_shows_as_serving()
    {
        Pod("a", 8080);
        cluster.MakeReady();
        cluster.Change(KnownResources.Pods, "a", pod => pod.Ensure("metadata")["finalizers"] = new JsonArray("example.com/hold"));
        cluster.Api.Delete(KnownResources.Pods, "default", "a");
        cluster.Settle();

        Addresses("addresses").ShouldBeEmpty();
        Addresses("notReadyAddresses").ShouldBeEmpty();
        var conditions = Slice().Items("endpoints").ShouldHaveSingleItem().Map("conditions")!;
        conditions.Flag("ready").ShouldBeFalse();
        conditions.Flag("serving").ShouldBeTrue();
        conditions.Flag("terminating").ShouldBeTrue();
    }

    [Fact]
    public void Pods_that_name_a_port_differently_get_a_slice_of_their_own()
    {
        Pod("a", 8080);
        Pod("b", 8081);
        cluster.MakeReady();
        Slices().Select(slice => slice.Items("ports").First().Number("port")).Order().ShouldBe([8080L, 8081L]);

        cluster.Api.Delete(KnownResources.Pods, "default", "b");
        cluster.Settle();
        Slices().Count.ShouldBe(1);
    }

    [Fact]
    public void A_label_change_moves_the_pod_out()
    {
        Pod("a", 8080);
        cluster.MakeReady();
        cluster.Change(KnownResources.Pods, "a", pod => pod.Ensure("metadata", "labels")["app"] = "other");

        Addresses("addresses").ShouldBeEmpty();
    }

    [Fact]
    public void Not_ready_pods_are_published_where_the_service_asks_for_it()
    {
        cluster.Change(KnownResources.Services, "web", service => service.Ensure("spec")["publishNotReadyAddresses"] = true);
        Pod("a", 8080);
        cluster.SetReady(Get("a"), false);
        cluster.Settle();

        Addresses("addresses").Count.ShouldBe(1);
    }

    [Fact]
    public void Endpoints_go_with_their_service()
    {
        Pod("a", 8080);
        cluster.MakeReady();
        cluster.Api.Delete(KnownResources.Services, "default", "web");
        cluster.Settle();

        Slices().ShouldBeEmpty();
        cluster.Api.Get(KnownResources.Endpoints, "default", "web").ShouldBeNull();
    }

    private JsonObject Get(string pod) => cluster.Api.Get(KnownResources.Pods, "default", pod).ShouldNotBeNull();

    private void Pod(string name, int port) => cluster.Create(KnownResources.Pods, $$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{{name}}}, namespace: default, labels: {app: web}}
        spec: {containers: [{name: main, image: one, ports: [{name: http, containerPort: {{{port}}} }]}]}
        """);

    private IReadOnlyList<JsonObject> Slices() => cluster.Api.List(KnownResources.EndpointSlices, "default");

    private JsonObject Slice() => Slices().ShouldHaveSingleItem();

    private List<string?> Addresses(string field) => [.. cluster.Api.Get(KnownResources.Endpoints, "default", "web").ShouldNotBeNull()
        .Items("subsets").SelectMany(subset => subset.Items(field)).Select(address => address.Text("ip"))];
}
