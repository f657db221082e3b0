using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Tests.Node;

public sealed class SidecarTests : IDisposable
{
    private const string Loop = "while :; do sleep 0.05; done";
    private const string Polite = "trap 'echo NAME ends >> /shared/log; exit 0' TERM; echo NAME runs >> /shared/log; " + Loop;

    private readonly NodeCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task Sidecars_start_in_order_before_the_containers_and_end_in_reverse_order_after_them()
    {
        Run([Sidecar("one"), Init("echo init runs >> /shared/log"), Sidecar("two")], "cat /shared/log; echo main ends >> /shared/log");
        await cluster.UntilPhase("Succeeded", advance: TimeSpan.FromMilliseconds(20));

        Shared().ShouldBe(["one runs", "init runs", "two runs", "main ends", "two ends", "one ends"]);
        (await cluster.Log(query: new PodLogQuery { Container = "main" })).ShouldBe("one runs\ninit runs\ntwo runs\n");
        cluster.Container("one").Number("state", "terminated", "exitCode").ShouldBe(0);
    }

    [Fact]
    public async Task A_failed_container_fails_the_pod_and_the_sidecars_still_end_politely()
    {
        Run([Sidecar("one")], "exit 3");
        await cluster.UntilPhase("Failed", advance: TimeSpan.FromMilliseconds(20));
        Shared().ShouldBe(["one runs", "one ends"]);
        cluster.Container().Number("state", "terminated", "exitCode").ShouldBe(3);
    }

    [Fact]
    public async Task A_sidecar_that_ends_is_started_again_and_its_exit_code_does_not_matter()
    {
        const string dies = "echo side >> /shared/log; [ $(wc -l < /shared/log) -gt 1 ] || exit 7; trap 'exit 9' TERM; " + Loop;
        Run([Container("one", dies, sidecar: true)], "until [ $(wc -l < /shared/log) -gt 1 ]; do sleep 0.05; done");
        await cluster.UntilPhase("Succeeded", advance: TimeSpan.FromMilliseconds(20));

        cluster.Container("one").Number("restartCount").ShouldBe(1);
        cluster.Container("one").Number("state", "terminated", "exitCode").ShouldBe(9);
        cluster.Container("one").Number("lastState", "terminated", "exitCode").ShouldBe(7);
    }

    [Fact]
    public async Task All_sidecars_share_one_grace_period()
    {
        const string stubborn = "trap '' TERM; echo up >> /shared/log; " + Loop;
        var one = Container("one", stubborn, sidecar: true, started: "test -s /shared/log");
        Run([one, Container("two", stubborn, sidecar: true)], "exit 0", grace: 10);
        await cluster.Until(() => cluster.Container().Map("state", "terminated") is not null, TimeSpan.FromMilliseconds(20));
        cluster.Pod()!.Text("status", "phase").ShouldBe("Running");

        cluster.Cluster.Advance(TimeSpan.FromSeconds(10));
        await cluster.UntilPhase("Succeeded");
        cluster.Container("one").Number("state", "terminated", "exitCode").ShouldBe(137);
        cluster.Container("two").Number("state", "terminated", "exitCode").ShouldBe(137);
    }

    [Fact]
    public async Task The_last_words_of_many_containers_share_what_a_pod_may_say()
    {
        const string speak = "head -c 5000 /dev/zero | tr '\\\\0' x > /dev/termination-log";
        Run([Init(speak, "a"), Init(speak, "b"), Init(speak, "c")], speak.Replace("\\\\", "\\"));
        await cluster.UntilPhase("Succeeded");
        foreach (var name in new[] { "a", "b", "c", "main" })
            cluster.Container(name).Text("state", "terminated", "message")!.Length.ShouldBe(12 * 1024 / 4, name);
    }

    private static string Sidecar(string name) =>
        Container(name, Polite.Replace("NAME", name), sidecar: true, started: $"grep -q '{name} runs' /shared/log");

    private static string Init(string script, string name = "init") => Container(name, script, sidecar: false);

    private static string Container(string name, string script, bool sidecar, string? started = null)
    {
        var restarts = sidecar ? ", restartPolicy: Always" : "";
        var probe = started is null ? ""
            : $", startupProbe: {{exec: {{command: [sh, -c, \"{started}\"]}}, "
                + "timeoutSeconds: 60, periodSeconds: 1, failureThreshold: 100000}";
        return $$$"""
            {name: {{{name}}}, image: '{{{NodeCluster.Shell}}}', args: ["{{{script.Replace("\"", "\\\"")}}}"],
             volumeMounts: [{name: shared, mountPath: /shared}]{{{restarts}}}{{{probe}}} }
            """;
    }

    private void Run(string[] inits, string script, int grace = 30) => cluster.Run($$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: p, namespace: default}
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: {{{grace}}}
          volumes: [{name: shared, emptyDir: {} }]
          initContainers: [{{{string.Join(", ", inits.Select(init => init.ReplaceLineEndings(" ")))}}}]
          containers:
          - name: main
            image: {{{NodeCluster.Shell}}}
            args: [{{{System.Text.Json.JsonSerializer.Serialize(script)}}}]
            volumeMounts: [{name: shared, mountPath: /shared}]
        """);

    private string[] Shared() =>
        File.ReadAllLines(Path.Combine(cluster.Cluster.Folder, "node", "pods", cluster.Pod()!.Uid(), "volumes", "shared", "log"));
}
