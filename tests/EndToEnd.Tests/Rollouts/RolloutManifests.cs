using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>Models with a rollout strategy.</summary>
internal static class RolloutManifests
{
    /// <summary>Two short steps, judged by errors and slow answers.</summary>
    public const string Judged = """
            strategy: Canary
            steps: [{weight: 20, duration: 2s}, {weight: 50, duration: 2s}]
            analysis:
              interval: 1s
              minRequests: 50
              metrics:
              - {name: errors, errorRate: {max: "0.05"}}
              - {name: slow, latency: {threshold: 400ms, max: "0.2"}}
        """;

    /// <summary>A Model of the sample; <paramref name="batch"/> makes another revision of the same file.</summary>
    public static string Sample(string name, string version, string rollout, int batch = 32) => $$"""
        apiVersion: modelwright.io/v1alpha1
        kind: Model
        metadata: {name: {{name}}}
        spec:
          source:
            artifact: {uri: "{{new Uri(Penguins.ModelFile(version)).AbsoluteUri}}", digest: "{{Penguins.Digest(version)}}"}
          serving:
            replicas: 2
            batching: {maxBatchSize: {{batch}}}
            drain: {delay: 1s}
          rollout:
            scaleDownDelay: 5s
            rollbackWindow: 0
        {{rollout}}
        """;

    /// <summary>The same file behind a server that fails and waits, and that speaks gRPC too.</summary>
    public static string Faulty(string name, int failPercent, int delayMilliseconds, string rollout, int batch = 32) => $$"""
        apiVersion: modelwright.io/v1alpha1
        kind: Model
        metadata: {name: {{name}}}
        spec:
          source:
            artifact: {uri: "{{new Uri(Penguins.ModelFile("v1")).AbsoluteUri}}", digest: "{{Penguins.Digest("v1")}}"}
          serving:
            replicas: 2
            runtime: {image: "{{RolloutCluster.FaultyImage}}"}
            batching: {maxBatchSize: {{batch}}}
            env:
            - {name: FAIL_PERCENT, value: "{{failPercent}}"}
            - {name: DELAY_MS, value: "{{delayMilliseconds}}"}
            drain: {delay: 1s}
          rollout:
            scaleDownDelay: 5s
            rollbackWindow: 0
        {{rollout}}
        """;
}
