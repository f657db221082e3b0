using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Tests.Node;

public sealed class ProbeTests : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly NodeCluster cluster = new();
    private readonly string flag = Path.Combine(Path.GetTempPath(), "modelwright-probe-" + Path.GetRandomFileName());

    public void Dispose()
    {
        cluster.Dispose();
        File.Delete(flag);
    }

    [Fact]
    public async Task Readiness_follows_the_probe_both_ways()
    {
        Run($"readinessProbe: {{ exec: {{ command: [test, -e, {flag}] }}, timeoutSeconds: 60, periodSeconds: 1, failureThreshold: 1 }}");
        await cluster.Until(() => cluster.Reasons().Contains("Unhealthy"), Tick);
        Ready().ShouldBeFalse();
        Conditions.IsTrue(cluster.Pod()!, "Ready").ShouldBeFalse();

        File.WriteAllText(flag, "");
        await cluster.Until(Ready, Tick);
        Conditions.IsTrue(cluster.Pod()!, "Ready").ShouldBeTrue();
        File.Delete(flag);
        await cluster.Until(() => !Ready(), Tick);
        cluster.Container().Number("restartCount").ShouldBe(0);
    }

    [Fact]
    public async Task A_failing_liveness_probe_restarts_the_container_after_its_threshold()
    {
        File.WriteAllText(flag, "");
        Run($"livenessProbe: {{ exec: {{ command: [test, -e, {flag}] }}, timeoutSeconds: 60, periodSeconds: 1, failureThreshold: 3 }}",
            "Always");
        await cluster.UntilPhase("Running");
        File.Delete(flag);
        await cluster.Until(() => cluster.Container().Number("restartCount") == 1, Tick);

        cluster.Container().Number("lastState", "terminated", "signal").ShouldBe(15);
        cluster.Reasons().ShouldContain("Killing");
        Unhealthy().ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Nothing_else_is_asked_before_the_startup_probe_has_passed()
    {
        Run($$$"""
            startupProbe: {exec: {command: [test, -e, {{{flag}}}] }, timeoutSeconds: 60, periodSeconds: 1, failureThreshold: 1000}
                livenessProbe: {exec: {command: [test, -e, {{{flag}}}] }, timeoutSeconds: 60, periodSeconds: 1, failureThreshold: 1}
            """, restartPolicy: "Always");
        await cluster.Until(() => Unhealthy() >= 3, Tick);
        cluster.Container().Flag("started").ShouldBeFalse();
        Ready().ShouldBeFalse();
        cluster.Container().Number("restartCount").ShouldBe(0);

        File.WriteAllText(flag, "");
        await cluster.Until(() => cluster.Container().Flag("started"), Tick);
        Ready().ShouldBeTrue();
    }

    [Fact]
    public async Task A_startup_probe_that_gives_up_restarts_the_container()
    {
        Run("startupProbe: {exec: {command: ['false'] }, timeoutSeconds: 60, periodSeconds: 1, failureThreshold: 2}",
            restartPolicy: "Always");
        await cluster.Until(() => cluster.Container().Number("restartCount") == 1, Tick);
    }

    [Fact]
    public async Task The_initial_delay_is_kept()
    {
        var begun = cluster.Cluster.Time.GetUtcNow();
        Run("readinessProbe: {exec: {command: ['true'] }, initialDelaySeconds: 5, timeoutSeconds: 60, periodSeconds: 1}");
        await cluster.Until(Ready, Tick);
        (cluster.Cluster.Time.GetUtcNow() - begun).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Http_and_tcp_probes_ask_the_pods_own_address()
    {
        using var server = new StatusServer();
        Run($$$"""
            ports: [{name: http, containerPort: {{{server.Port}}}}]
                readinessProbe:
                  httpGet: {path: /ok, port: http, httpHeaders: [{name: X-Ask, value: me}] }
                  timeoutSeconds: 60
                  periodSeconds: 1
            """);
        await cluster.UntilPhase("Running");
        server.Listen(cluster.Pod()!.Text("status", "podIP")!);
        await cluster.Until(Ready, Tick);
        server.LastRequest.ShouldContain("GET /ok");
        server.LastRequest.ShouldContain("X-Ask: me");

        server.Status = "503 Service Unavailable";
        await cluster.Until(() => !Ready(), Tick);
        server.Status = "302 Found";
        await cluster.Until(Ready, Tick);
    }

    [Fact]
    public async Task A_command_that_takes_too_long_counts_as_failed_and_is_killed()
    {
        Run("readinessProbe: {exec: {command: [sleep, '100'] }, timeoutSeconds: 1, periodSeconds: 1}");
        await cluster.Until(() => cluster.Reasons().Contains("Unhealthy"), Tick);
        cluster.Cluster.Api.List(KnownResources.Events, "default").Single(entry => entry.Text("reason") == "Unhealthy").Text("message")!
            .ShouldContain("did not end within 1 s");
    }

    private void Run(string probes, string restartPolicy = "Never") =>
        cluster.RunScript("exec sleep 1000", restartPolicy, container: probes);

    private bool Ready() => cluster.Container().Flag("ready");

    private long Unhealthy() => cluster.Cluster.Api.List(KnownResources.Events, "default")
        .Where(entry => entry.Text("reason") == "Unhealthy").Sum(entry => entry.Number("count") ?? 0);
}
