using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Tests.Node;

public sealed class PodLimitTests : IDisposable
{
    private const string Polite = "trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done";

    private readonly NodeCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task A_pod_that_is_active_too_long_fails_even_when_its_containers_end_well()
    {
        cluster.RunScript(Polite, restartPolicy: "Always", spec: "activeDeadlineSeconds: 60");
        await UntilUp();
        cluster.Cluster.Advance(TimeSpan.FromSeconds(59));
        cluster.Pod()!.Text("status", "phase").ShouldBe("Running");
        cluster.Cluster.Advance(TimeSpan.FromSeconds(1));
        await cluster.UntilPhase("Failed");

        cluster.Pod()!.Text("status", "reason").ShouldBe("DeadlineExceeded");
        cluster.Container().Number("state", "terminated", "exitCode").ShouldBe(0);
        cluster.Container().Number("restartCount").ShouldBe(0);
        cluster.Reasons().ShouldContain("DeadlineExceeded");
    }

    [Fact]
    public async Task An_empty_dir_that_outgrows_its_limit_evicts_the_pod()
    {
        cluster.RunScript("head -c 200000 /dev/zero > /scratch/big; " + Polite, spec: "volumes: [{name: e, emptyDir: {sizeLimit: 100Ki} }]",
            container: "volumeMounts: [{name: e, mountPath: /scratch}]");
        await UntilUp();
        cluster.Cluster.Advance(TimeSpan.FromSeconds(10));
        await cluster.UntilPhase("Failed");

        cluster.Pod()!.Text("status", "reason").ShouldBe("Evicted");
        cluster.Pod()!.Text("status", "message").ShouldBe("Usage of EmptyDir volume \"e\" exceeds the limit \"100Ki\".");
    }

    [Fact]
    public async Task An_empty_dir_within_its_limit_does_not()
    {
        cluster.RunScript("head -c 50000 /dev/zero > /scratch/small; " + Polite,
            spec: "volumes: [{name: e, emptyDir: {sizeLimit: 100Ki} }]",
            container: "volumeMounts: [{name: e, mountPath: /scratch}]");
        await UntilUp();
        for (var look = 0; look < 3; look++) cluster.Cluster.Advance(TimeSpan.FromSeconds(10));
        cluster.Pod()!.Text("status", "phase").ShouldBe("Running");
    }

    [Fact]
    public async Task What_uses_more_memory_than_its_limit_is_killed_with_all_it_started()
    {
        // A child of the container's process holds the memory: the text of a variable that doubles.
        cluster.RunScript("sh -c 'x=xxxxxxxxxxxxxxxx; while :; do x=$x$x; [ ${#x} -lt 100000000 ] || sleep 1000; done'; sleep 1000",
            container: "resources: {limits: {memory: 32Mi} }");
        await cluster.UntilPhase("Failed");

        var ended = cluster.Container().Map("state", "terminated").ShouldNotBeNull();
        ended.Text("reason").ShouldBe("OOMKilled");
        ended.Number("exitCode").ShouldBe(137);
    }

    [Fact]
    public async Task A_limit_tells_dotnet_how_large_its_heap_may_be()
    {
        cluster.RunScript("echo $DOTNET_GCHeapHardLimit", container: "resources: {limits: {memory: 64Mi} }");
        await cluster.UntilPhase("Succeeded");
        (await cluster.Log()).ShouldBe($"{48 << 20:x}\n");
    }

    private async Task UntilUp()
    {
        await cluster.UntilPhase("Running");
        await cluster.Until(() => cluster.Log().GetAwaiter().GetResult().Contains("up", StringComparison.Ordinal));
    }
}
