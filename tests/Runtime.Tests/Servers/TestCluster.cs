using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Storage;
using Modelwright.Runtime.Hosting;
using Modelwright.Runtime.Pumping;

namespace Modelwright.Runtime.Tests.Servers;

/// <summary>The embedded API server's core and any number of operators on one thread with virtual time.</summary>
internal sealed class TestCluster : IDisposable
{
    public static readonly ResourceId Deployments = new("apps", "v1", "deployments");
    public static readonly ResourceId ConfigMaps = new("", "v1", "configmaps");
    public static readonly ResourceId Leases = new("coordination.k8s.io", "v1", "leases");
    public static readonly ResourceId Events = new("events.k8s.io", "v1", "events");

    public TestCluster(int? seed = null)
    {
        Simulation = new Simulation(seed);
        Server = new ApiServer(new Store(), new ApiServerOptions
        {
            Clock = Simulation.Time,
            Random = new Random(1),
            Anonymous = UserInfo.Admin,
        });
        Admin = Server.Client("test");
    }

    public Simulation Simulation { get; }

    public ApiServer Server { get; }

    public IClusterApi Admin { get; }

    public TestOperator Start(Action<OperatorBuilder> build, Action<OperatorOptions>? configure = null) => new(this, build, configure);

    public void CreateDeployment(string name, int replicas, string value = "v1") =>
        Admin.Create(Deployments, Deployment(name, replicas, value));

    public static JsonObject Deployment(string name, int replicas, string value = "v1") => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject
        {
            ["namespace"] = "default",
            ["name"] = name,
            ["annotations"] = new JsonObject { ["value"] = value },
        },
        ["spec"] = new JsonObject
        {
            ["replicas"] = replicas,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = name } },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = name } },
                ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "none" }) },
            },
        },
    };

    public void ChangeDeployment(string name, Action<JsonObject> change) => Admin.Mutate(Deployments, "default", name, item =>
    {
        change(item);
        return true;
    }).ShouldNotBeNull();

    public IReadOnlyList<string> Children() =>
        [.. Admin.List(ConfigMaps, "default").Select(item => $"{item["metadata"]!["name"]}={item["data"]?["value"]}")];

    public JsonNode? Status(string name) => Admin.Get(Deployments, "default", name)?["status"];

    public void Dispose() => Server.Dispose();
}
