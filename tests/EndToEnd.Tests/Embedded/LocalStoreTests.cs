using System.Text.Json;
using Modelwright.Agent.Tests.Servers;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>An S3 server on this machine as source and store: what is trained is uploaded there, and served from there.</summary>
public sealed class LocalStoreTests(UpCluster cluster) : ModelTest(cluster)
{
    private const string Bucket = "training";

    private static string Trained => Penguins.ModelFile("v1");

    [Fact]
    public async Task Run_reads_from_and_leaves_its_model_in_the_played_server()
    {
        await using var server = await PlayedS3.StartAsync();
        server.Store.Objects[$"/{Bucket}/trained.onnx"] = await File.ReadAllBytesAsync(Trained, TestContext.Current.CancellationToken);
        await TrainAndServeAsync("played", server.Address, S3Endpoint.AccessKey, S3Endpoint.SecretKey, $"s3://{Bucket}/trained.onnx");
        server.Store.Objects.Keys.ShouldContain(key => key.EndsWith("/model.onnx", StringComparison.Ordinal));
        server.Store.Objects.Keys.ShouldContain(key => key.EndsWith("/run.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_leaves_its_model_in_a_server_of_other_peoples_making()
    {
        await using var server = await S3Server.StartAsync(Bucket);
        await TrainAndServeAsync("s3rver", server.Endpoint, S3Server.Key, S3Server.Key, $"file://{Trained}");
    }

    private async Task TrainAndServeAsync(string name, string endpoint, string key, string secret, string input)
    {
        foreach (var left in new[] { $"trainingrun/{name}", $"model/{name}", $"secret/{name}" }) TakeAway(left);
        await Kubectl.ApplyAsync($$$$$$"""
            {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "{{{{{{name}}}}}}"}, "stringData": {
             "AWS_ACCESS_KEY_ID": "{{{{{{key}}}}}}", "AWS_SECRET_ACCESS_KEY": "{{{{{{secret}}}}}}", "AWS_REGION": "us-east-1",
             "AWS_ENDPOINT_URL_S3": "{{{{{{endpoint}}}}}}"}}
            """);
        const string copy = "cp $MODELWRIGHT_DATA_MODEL/* $MODELWRIGHT_MODEL_DIR/model.onnx";
        var credentials = $"\"credentials\": {{\"secretName\": \"{name}\"}}";
        var source = input.StartsWith("s3:", StringComparison.Ordinal) ? $"\"uri\": \"{input}\", {credentials}" : $"\"uri\": \"{input}\"";
        await Kubectl.ApplyAsync($$$$$$"""
            {"apiVersion": "modelwright.io/v1alpha1", "kind": "TrainingRun", "metadata": {"name": "{{{{{{name}}}}}}"}, "spec": {
             "model": "{{{{{{name}}}}}}", "timeout": "5m", "retries": 0, "inputs": [{"name": "model", "artifact": { {{{{{{source}}}}}} }}],
             "output": {"uri": "s3://{{{{{{Bucket}}}}}}/runs", {{{{{{credentials}}}}}}},
             "container": {"image": "local/shell:dev", "args": ["-c", {{{{{{JsonSerializer.Serialize(copy)}}}}}}]}}}
            """);
        await Kubectl.RunShouldSayAsync(name, "True", "Registered", "s3://training/runs/");
        await Kubectl.ApplyAsync($$$$$$"""
            {"apiVersion": "modelwright.io/v1alpha1", "kind": "Model", "metadata": {"name": "{{{{{{name}}}}}}"},
             "spec": {"source": {"version": "{{{{{{name}}}}}}-v1"}}}
            """);
        await Cluster.ShouldServeAsync(await Kubectl.ReadyAsync(name));
    }
}
