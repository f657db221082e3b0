using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node;
using Modelwright.LocalCluster.Node.Probes;
using Modelwright.LocalCluster.Node.Processes;
using Modelwright.LocalCluster.Services;

namespace Modelwright.LocalCluster.Tests.Node;

/// <summary>A node that takes over the pods of one that is gone.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly NodeCluster first = new();
    private readonly AddressReservation addresses = AddressReservation.TakeFrom(Environment.ProcessId + 900);
    private ProcessRuntime? runtime;
    private NetworkProber? prober;
    private NodeController? second;

    private string Go => Path.Combine(first.Cluster.Folder, "go");

    public void Dispose()
    {
        prober?.Dispose();
        runtime?.Dispose();
        first.Dispose();
        addresses.Dispose();
    }

    [Fact]
    public async Task Pods_run_again_with_a_count_and_the_reason()
    {
        first.RunScript("echo up; exec sleep 1000", restartPolicy: "Always");
        await first.UntilPhase("Running");
        Replace();
        first.Container().Number("restartCount").ShouldBe(0);
        Conditions.Find(first.Pod()!, "Ready")!.Text("reason").ShouldBe("NodeRestarted");

        await UntilAsync(() => first.Container().Number("restartCount") == 1 && first.Container().Flag("ready"));
        first.Container().Text("lastState", "terminated", "reason").ShouldBe("ContainerStatusUnknown");
        first.Pod()!.Text("status", "podIP").ShouldStartWith(Prefix(addresses.Pods.Start.ToString()));
    }

    [Fact]
    public async Task A_pod_that_may_not_restart_has_failed()
    {
        first.RunScript("exec sleep 1000");
        await first.UntilPhase("Running");
        Replace();

        await UntilAsync(() => first.Pod()!.Text("status", "phase") == "Failed");
        first.Container().Number("state", "terminated", "exitCode").ShouldBe(137);
        first.Container().Number("restartCount").ShouldBe(0);
        Conditions.Find(first.Pod()!, "DisruptionTarget").ShouldNotBeNull().Text("reason").ShouldBe("TerminationByKubelet");
    }

    [Theory]
    [InlineData("exec sleep 1000", 137)]
    [InlineData("echo done", 0)]
    public async Task A_pod_with_sidecars_that_may_not_restart_is_lost_also_while_only_its_sidecar_runs(string script, int exit)
    {
        first.RunScript(script, spec: "initContainers: [" + Init("inputs", "echo fetched") + ", "
            + Init("agent", "trap '' TERM; while :; do sleep 0.1; done", "restartPolicy: Always") + "]");
        var state = exit == 0 ? "terminated" : "running";
        await first.Until(() => first.Pod()!.Items("status", "containerStatuses").Any(status => status.Map("state", state) is not null));
        Replace();

        await UntilAsync(() => first.Pod()!.Text("status", "phase") == "Failed");
        first.Container().Number("state", "terminated", "exitCode").ShouldBe(exit);
        first.Pod()!.Text("status", "reason").ShouldBe("Terminated");
        Conditions.Find(first.Pod()!, "DisruptionTarget").ShouldNotBeNull();
        Conditions.IsTrue(first.Pod()!, "Initialized").ShouldBeTrue("kubectl shows pods that are not as Init:…");
        first.Pod()!.Items("status", "initContainerStatuses").Count(status => status.Map("state", "terminated") is null)
            .ShouldBe(0);
        while (second!.Step()) { }
        first.Pod()!.Text("status", "phase").ShouldBe("Failed");
    }

    [Fact]
    public async Task A_pod_whose_own_containers_never_ran_begins_anew()
    {
        first.RunScript("echo done", spec: "initContainers: [" + Init("agent", "exec sleep 1000",
            $"restartPolicy: Always, startupProbe: {{exec: {{command: [/bin/sh, -c, 'test -e {Go}']}}, periodSeconds: 1}}") + "]");
        await first.Until(() =>
            first.Pod()!.Items("status", "initContainerStatuses").Any(status => status.Map("state", "running") is not null));
        Replace();
        Conditions.Find(first.Pod()!, "DisruptionTarget").ShouldBeNull();

        await File.WriteAllTextAsync(Go, "", TestContext.Current.CancellationToken);
        await UntilAsync(() => first.Pod()!.Text("status", "phase") == "Succeeded");
    }

    [Fact]
    public async Task A_pod_that_had_ended_stays_as_it_was_and_can_be_deleted()
    {
        first.RunScript("echo done");
        await first.UntilPhase("Succeeded");
        var status = first.Pod()!["status"]!.ToJsonString();
        Replace();
        second!.Step();
        first.Pod()!["status"]!.ToJsonString().ShouldBe(status);

        first.Cluster.Api.Delete(KnownResources.Pods, "default", "p");
        await UntilAsync(() => first.Pod() is null);
    }

    [Fact]
    public async Task A_pod_that_was_being_deleted_is_removed()
    {
        first.RunScript("trap '' TERM; while :; do sleep 0.05; done");
        await first.UntilPhase("Running");
        first.Cluster.Api.Delete(KnownResources.Pods, "default", "p");
        first.Cluster.Settle();
        first.Pod().ShouldNotBeNull();
        Replace();

        await UntilAsync(() => first.Pod() is null);
    }

    private static string Init(string name, string script, string more = "env: []") =>
        $"{{name: {name}, image: '{NodeCluster.Shell}', args: [\"{script}\"], {more}}}";

    private static string Prefix(string address) => address[..(address.IndexOf('.', 4) + 1)];

    /// <summary>The first node is gone with its processes; a second one begins with the same folder and objects.</summary>
    private void Replace()
    {
        first.Runtime.Dispose();
        runtime = new ProcessRuntime(Path.Combine(first.Cluster.Folder, "processes"), TimeProvider.System);
        prober = new NetworkProber(runtime, TimeProvider.System);
        second = new NodeController(first.Cluster.Server.Client("kubelet"), new NodeOptions
        {
            Folder = Path.Combine(first.Cluster.Folder, "node"),
            Addresses = addresses.Pods,
            Images = new Dictionary<string, LocalImage> { [NodeCluster.Shell] = new() { Entrypoint = ["/bin/sh", "-c"] } },
        }, runtime, prober, first.Cluster.Time, NullLogger.Instance);
        second.Start();
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            tries.ShouldBeLessThan(6000, first.Pod()?.ToJsonString());
            while (second!.Step()) { }
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
