using System.Text;
using Modelwright.Agent.Tests.Servers;
using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>
/// Web servers, registries and stores on this machine, which the embedded cluster may use. Elsewhere their addresses are refused:
/// <see cref="WrongInputTests"/> and the planner's tests have that.
/// </summary>
public sealed class LoopbackSourceTests(UpCluster cluster) : DatasetTest(cluster)
{
    private static readonly string Rows = File.ReadAllText(Repository.File("samples", "penguins", "penguins.csv"));

    [Fact]
    public async Task Model_and_data_come_from_a_registry()
    {
        TakeAway("model/from-registry");
        TakeAway("dataset/from-registry");
        var registry = new Registry();
        registry.Push("v1", ("README.md", "penguins"u8.ToArray()),
            ("model.onnx", await File.ReadAllBytesAsync(Penguins.ModelFile("v1"), TestContext.Current.CancellationToken)));
        registry.Push("data", ("penguins.csv", Encoding.UTF8.GetBytes(Rows)));
        await using var server = await LoopbackServer.StartAsync(registry.AnswerAsync);
        var address = $"oci://{server.Authority}/{Registry.Repository}";

        await Kubectl.ApplyAsync(Penguins.Manifest("from-registry", "v1", uri: $"{address}:v1"));
        await Kubectl.ApplyAsync(Dataset("from-registry", $"\"artifact\": {{\"uri\": \"{address}:data\"}}"));

        await ShouldSayAsync("from-registry", "True", "Current", "344 rows");
        await Cluster.ShouldServeAsync(await Kubectl.ReadyAsync("from-registry"));

        // A tag that moved to other bytes is not what the digest asked for.
        registry.Push("v1", ("model.onnx", await File.ReadAllBytesAsync(Penguins.ModelFile("v2"), TestContext.Current.CancellationToken)));
        await Kubectl.ApplyAsync(Penguins.Manifest("moved", "v1", uri: $"{address}:v1"));
        TakeAway("model/moved");
        await Eventually.HoldsAsync("the other bytes to be refused", async () =>
        {
            var status = (await Kubectl.GetAsync("model", "moved"))?["status"]?.ToJsonString() ?? "no status";
            return (status.Contains("DigestMismatch", StringComparison.Ordinal), status);
        });
    }

    [Fact]
    public async Task Data_comes_from_a_web_server_and_a_bucket()
    {
        foreach (var left in new[] { "dataset/from-web", "dataset/from-bucket", "secret/from-bucket" }) TakeAway(left);
        await using var web = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.ETag = "\"1\"";
            return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Rows)).AsTask();
        });
        await using var store = await PlayedS3.StartAsync();
        store.Store.Objects["/data/raw/penguins.csv"] = Encoding.UTF8.GetBytes(Rows);
        await Kubectl.ApplyAsync($$$"""
            {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "from-bucket"}, "stringData": {
             "AWS_ACCESS_KEY_ID": "{{{S3Endpoint.AccessKey}}}", "AWS_SECRET_ACCESS_KEY": "{{{S3Endpoint.SecretKey}}}",
             "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL_S3": "{{{store.Address}}}"}}
            """);

        await Kubectl.ApplyAsync(Dataset("from-web", $"\"artifact\": {{\"uri\": \"https://{web.Authority}/penguins.csv\"}}"));
        const string secret = "\"credentials\": {\"secretName\": \"from-bucket\"}";
        await Kubectl.ApplyAsync(Dataset("from-bucket", $"\"folder\": {{\"uri\": \"s3://data/raw\", {secret}}}",
            $", \"store\": {{\"uri\": \"s3://data/versions\", {secret}}}"));

        await ShouldSayAsync("from-web", "True", "Current", "344 rows");
        await ShouldSayAsync("from-bucket", "True", "Current", "344 rows");
        store.Store.Objects.Keys.ShouldContain(key => key.StartsWith("/data/versions/from-bucket/", StringComparison.Ordinal)
            && key.EndsWith("/data/penguins.csv", StringComparison.Ordinal));
    }

    private static string Dataset(string name, string source, string more = "") => $$"""
        {"apiVersion": "modelwright.io/v1alpha1", "kind": "Dataset", "metadata": {"name": "{{name}}"},
         "spec": {"source": { {{source}} }, "format": "Csv"{{more}} } }
        """;
}
