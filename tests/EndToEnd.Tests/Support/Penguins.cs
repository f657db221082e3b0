using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>The repository's sample: its manifests, its rows, and asking a Model about them.</summary>
public static class Penguins
{
    /// <summary>An ONNX file of the sample.</summary>
    public static string ModelFile(string version) => Repository.File("samples", "penguins", "models", version, "model.onnx");

    /// <summary>The digest of that file.</summary>
    public static string Digest(string version) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ModelFile(version))));

    /// <summary>A Model's manifest.</summary>
    public static string Manifest(string name, string version, string? digest = null, int replicas = 1, string? uri = null) => $"""
        apiVersion: modelwright.io/v1alpha1
        kind: Model
        metadata:
          name: {name}
        spec:
          source:
            artifact:
              uri: {uri ?? new Uri(ModelFile(version)).AbsoluteUri}
              digest: {digest ?? Digest(version)}
          serving:
            replicas: {replicas}
            drain:
              delay: 1s
          rollout:
            scaleDownDelay: 1s
        """;

    /// <summary>A held-out row's request body and its true species.</summary>
    public static (string Body, string Label) Row(int index = 0)
    {
        var row = JsonNode.Parse(File.ReadLines(Repository.File("samples", "penguins", "requests.jsonl")).ElementAt(index))!;
        return (row["request"]!.ToJsonString(), (string)row["label"]!);
    }

    /// <summary>The answer of a Model's infer address.</summary>
    public static async Task<(HttpStatusCode Code, string Body)> InferAsync(string url, string model, string body, int seconds = 10)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(seconds) };
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await http.PostAsync(new Uri($"{url}/v2/models/{model}/infer"), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The label that a Model predicts for a row.</summary>
    public static async Task<string> PredictAsync(string url, string model, string body)
    {
        var (code, answer) = await InferAsync(url, model, body);
        code.ShouldBe(HttpStatusCode.OK, answer);
        return (string)JsonNode.Parse(answer)!["outputs"]!.AsArray().Single(output => (string)output!["name"]! == "label")!["data"]![0]!;
    }
}
