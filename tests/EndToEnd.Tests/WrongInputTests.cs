using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests;

/// <summary>Manifests that are wrong on purpose: whoever applies one is told which field it is.</summary>
public abstract class WrongInputTests(IModelCluster cluster) : ModelTest(cluster)
{
    private const string Digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    private const string Good = $$"""
        apiVersion: modelwright.io/v1alpha1
        kind: Model
        metadata:
          name: NAME
        spec:
          source:
            artifact:
              uri: https://models.example.com/m.onnx
              digest: {{Digest}}
              format: Onnx
          serving:
            replicas: 0
            resources:
              requests: {cpu: 100m}
            batching: {maxBatchSize: 32}
            warmup: {requests: 1}
            drain: {delay: 1s}
            env:
            - name: A
              value: b
          rollout: {scaleDownDelay: 1s}
        """;

    /// <summary>Wrong in form: no API server with the definitions takes them.</summary>
    public static TheoryData<string, string, string> Malformed { get; } = new()
    {
        { "replicas: 0", "replicas: -1", "spec.serving.replicas" },
        { "replicas: 0", "replicas: one", "spec.serving.replicas" },
        { "replicas: 0", "replicas: 1.5", "spec.serving.replicas" },
        { "replicas: 0", "replcas: 0", "spec.serving.replcas" },
        { "spec:", "specs: {}\nspec:", "specs" },
        { "delay: 1s", "delay: soon", "spec.serving.drain.delay" },
        { Digest, "md5:0", "spec.source.artifact.digest" },
        { Digest, "sha256:00", "spec.source.artifact.digest" },
        { "uri: https://models.example.com/m.onnx", "", "spec.source.artifact.uri" },
        { "uri: https://models.example.com/m.onnx", "uri: 7", "spec.source.artifact.uri" },
        { "format: Onnx", "format: Pickle", "spec.source.artifact.format" },
        { "- name: A", "- nam: A", "spec.serving.env[0].nam" },
        { "- name: A", "- {name: A, value: a}\n    - name: A", "spec.serving.env[1]" },
        { "- name: A", "- name: A b", "spec.serving.env[0].name" },
        { "maxBatchSize: 32", "maxBatchSize: 0", "spec.serving.batching.maxBatchSize" },
        { "requests: 1", "requests: 1000000", "spec.serving.warmup.requests" },
        { "cpu: 100m", "cpu: lots", "spec.serving.resources.requests.cpu" },
        { "replicas: 0", "tolerations: [{key: a, effect: Sometimes}]", "spec.serving.tolerations[0].effect" },
        { "replicas: 0", "autoscaling: {minReplicas: 1}", "spec.serving.autoscaling.maxReplicas" },
        { "scaleDownDelay: 1s", "revisionHistoryLimit: -1", "spec.rollout.revisionHistoryLimit" },
        { "name: NAME", "name: Upper_Case", "metadata.name" },
        { "v1alpha1", "v1alpha2", "modelwright.io/v1alpha2" },
    };

    /// <summary>
    /// Right in form, yet against a rule: refused by a server that evaluates the rules of the definitions, else reported on the object.
    /// With the words that both have in common.
    /// </summary>
    public static TheoryData<string, string, string> AgainstARule { get; } = new()
    {
        { "  source:", "  source:\n    version: other", "spec.source" },
        { "https://models", "http://models", "spec.source.artifact.uri" },
        { "https://models", "https://me:secret@models", "spec.source.artifact.uri" },
        { "/m.onnx", "/m.onnx#1", "spec.source.artifact.uri" },
        { "/m.onnx", "/a/../m.onnx", "spec.source.artifact.uri" },
        { "/m.onnx", "/%2e%2e/m.onnx", "spec.source.artifact.uri" },
        { "https://models.example.com/m.onnx", "s3://UPPER/m.onnx", "spec.source.artifact.uri" },
        { "- name: A", "- name: MODELWRIGHT_MODEL_FILE", "spec.serving.env" },
        { "delay: 1s", "delay: 10m", "spec.serving.drain.delay" },
        { "replicas: 0", "replicas: 0\n    autoscaling: {minReplicas: 3, maxReplicas: 2}", "spec.serving.autoscaling" },
        { "replicas: 0", "replicas: 0\n    minReady: 20m", "progressDeadline" },
        { "name: NAME", "name: a23456789-123456789-123456789-123456789-x", "metadata.name" },
        { "name: NAME", "name: modelwright-x", "metadata.name" },
        { "name: NAME", "name: 1st", "metadata.name" },
    };

    /// <summary>What no rule of a definition can see; the operator reports it on every cluster.</summary>
    public static TheoryData<string, string, string> OnlyTheOperatorKnows { get; } = new()
    {
        { "https://models.example.com", "https://169.254.169.254", "InvalidUri: spec.source.artifact.uri" },
        { "https://models.example.com", "https://metadata.google.internal", "InvalidUri: spec.source.artifact.uri" },
        { "https://models.example.com", "https://0x7f.1", "InvalidUri: spec.source.artifact.uri" },
        { "https://models.example.com", "https://2852039166", "InvalidUri: spec.source.artifact.uri" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Malformed_manifest_is_refused_naming_the_field(string good, string bad, string field)
    {
        var result = await Kubectl.TryAsync(Manifest(good, bad, out var name), "apply", "-f", "-");
        result.Exit.ShouldNotBe(0, result.ToString());
        result.Errors.ShouldContain(field);
        (await Kubectl.RunAsync("get", "models", "-o", "name")).ShouldNotContain($"/{name}\n");
    }

    [Theory]
    [MemberData(nameof(AgainstARule))]
    public async Task Manifest_against_a_rule_is_refused_or_reported_naming_the_field(string good, string bad, string field)
    {
        var manifest = Manifest(good, bad, out var name);
        var result = await Kubectl.TryAsync(manifest, "apply", "-f", "-");
        if (Cluster.EvaluatesRules)
        {
            result.Exit.ShouldNotBe(0, result.ToString());
            result.Errors.ShouldContain(field);
            return;
        }

        result.Exit.ShouldBe(0, result.ToString());
        TakeAway($"model/{name}");
        await ShouldReportAsync(name, ["InvalidSpec: ", "InvalidUri: "], field);
    }

    [Theory]
    [MemberData(nameof(OnlyTheOperatorKnows))]
    public async Task Source_that_only_the_operator_can_judge_is_reported(string good, string bad, string report)
    {
        await Kubectl.ApplyAsync(Manifest(good, bad, out var name));
        TakeAway($"model/{name}");
        await ShouldReportAsync(name, [""], report);
    }

    /// <summary>The unspoilt manifest is fine; otherwise the others could be refused for its sake.</summary>
    [Fact]
    public async Task Manifest_that_the_others_spoil_is_accepted()
    {
        await Kubectl.ApplyAsync(Manifest("", "", out var name));
        TakeAway($"model/{name}");
        await ShouldReportAsync(name, ["Unverified"], "never verified", "Unknown");
    }

    private static string Manifest(string good, string bad, out string name)
    {
        var manifest = Good;
        if (good.Length > 0)
        {
            manifest.ShouldContain(good);
            manifest = manifest.Replace(good, bad, StringComparison.Ordinal);
        }

        manifest = manifest.Replace("NAME", $"wrong-{Guid.NewGuid():n}"[..14], StringComparison.Ordinal);
        name = manifest.Split('\n').First(line => line.StartsWith("  name: ", StringComparison.Ordinal))["  name: ".Length..].Trim();
        return manifest;
    }

    private Task ShouldReportAsync(string name, string[] reasons, string words, string status = "False") =>
        Eventually.HoldsAsync($"{name} to be reported", async () =>
        {
            var model = await Kubectl.GetAsync("model", name);
            var ready = model.Condition("Ready");
            var said = $"{ready?["reason"]}: {ready?["message"]}";
            return ((string?)ready?["status"] == status && reasons.Any(reason => said.StartsWith(reason, StringComparison.Ordinal))
                && said.Contains(words, StringComparison.Ordinal), model?["status"]?.ToJsonString() ?? "no status");
        });
}
