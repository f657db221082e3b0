using System.Diagnostics;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Processes;

namespace Modelwright.LocalCluster.Tests.Node;

public sealed class TerminationTests : IDisposable
{
    private const string Stubborn = "trap '' TERM; echo up; while :; do sleep 0.05; done";

    private static readonly Dictionary<string, string> Path = new() { ["PATH"] = "/usr/bin:/bin" };

    private readonly NodeCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task Deletion_asks_first_and_the_pod_stays_until_it_has_ended()
    {
        cluster.RunScript("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        await UntilUp();
        var uid = cluster.Pod()!.Uid();
        Delete();
        cluster.Pod().ShouldNotBeNull().IsDeleting().ShouldBeTrue();
        cluster.Reasons().ShouldContain("Killing");
        await cluster.Until(() => cluster.Pod() is null);

        await cluster.Until(() => !Directory.Exists(System.IO.Path.Combine(cluster.Cluster.Folder, "node", "pods", uid)));
    }

    [Fact]
    public async Task What_does_not_end_in_its_grace_period_is_killed()
    {
        cluster.RunScript(Stubborn);
        await UntilUp();
        Delete();
        cluster.Cluster.Advance(TimeSpan.FromSeconds(29));
        await Task.Delay(100, TestContext.Current.CancellationToken);
        cluster.Cluster.Settle();
        cluster.Pod().ShouldNotBeNull();

        cluster.Cluster.Advance(TimeSpan.FromSeconds(1));
        await cluster.Until(() => cluster.Pod() is null);
    }

    [Fact]
    public async Task A_shorter_grace_period_given_later_counts()
    {
        cluster.RunScript(Stubborn);
        await UntilUp();
        Delete();
        Delete(graceSeconds: 1);
        cluster.Cluster.Advance(TimeSpan.FromSeconds(1));
        await cluster.Until(() => cluster.Pod() is null);
    }

    [Fact]
    public async Task Deletion_without_grace_kills_processes_of_an_object_that_is_gone()
    {
        cluster.RunScript($"sleep 1000 & {Stubborn}");
        await UntilUp();
        var group = LiveGroups().ShouldHaveSingleItem();
        Delete(graceSeconds: 0);
        cluster.Pod().ShouldBeNull();

        await cluster.Until(() => ProcessTable.StartOf(group) is null);
        await cluster.Until(() => LiveGroups().Length == 0);
    }

    [Fact]
    public async Task Everything_a_container_started_ends_with_it()
    {
        cluster.RunScript("sleep 1000 & echo $!; exit 0");
        await cluster.UntilPhase("Succeeded");
        var child = int.Parse(await cluster.Log(), System.Globalization.CultureInfo.InvariantCulture);
        await cluster.Until(() => ProcessTable.StartOf(child) is null);
    }

    [Fact]
    public async Task A_pre_stop_sleep_delays_the_signal()
    {
        cluster.RunScript("trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done",
            container: "lifecycle: {preStop: {sleep: {seconds: 5} } }");
        await UntilUp();
        Delete();
        cluster.Cluster.Advance(TimeSpan.FromSeconds(4.9));
        await Task.Delay(100, TestContext.Current.CancellationToken);
        cluster.Cluster.Settle();
        cluster.Pod().ShouldNotBeNull();

        cluster.Cluster.Advance(TimeSpan.FromSeconds(0.1));
        await cluster.Until(() => cluster.Pod() is null);
    }

    [Fact]
    public async Task A_pre_stop_command_runs_to_its_end_before_the_signal()
    {
        var note = System.IO.Path.Combine(cluster.Cluster.Folder, "order");
        cluster.RunScript($"trap 'echo term >> {note}; exit 0' TERM; echo up; while :; do sleep 0.05; done",
            container: $"lifecycle: {{ preStop: {{ exec: {{ command: [/bin/sh, -c, 'sleep 0.2; echo hook >> {note}'] }} }} }}");
        await UntilUp();
        Delete();
        await cluster.Until(() => cluster.Pod() is null);

        File.ReadAllLines(note).ShouldBe(["hook", "term"]);
    }

    [Fact]
    public async Task Disposing_the_runtime_leaves_no_process()
    {
        cluster.RunScript($"sleep 1000 & {Stubborn}");
        await UntilUp();
        var group = LiveGroups().ShouldHaveSingleItem();
        cluster.Runtime.Dispose();

        ProcessTable.StartOf(group).ShouldBeNull();
        LiveGroups().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_guard_kills_what_is_left_when_its_host_is_gone()
    {
        using var left = ProcessGroup.StartHeld(new ProcessStart(["/bin/sh", "-c", "sleep 1000 & sleep 1000"], Path, "/"));
        using var done = ProcessGroup.StartHeld(new ProcessStart(["/bin/sleep", "1000"], Path, "/"));
        var guard = new ProcessGuard();
        foreach (var group in new[] { left, done })
        {
            guard.Add(group.Pid);
            group.Release();
        }

        guard.Remove(done.Pid);
        // What the end of the host looks like from there: its input ends.
        guard.Dispose();

        (await left.Ended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Signal.ShouldBe(9);
        ProcessTable.StartOf(done.Pid).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_process_that_was_not_released_ends_with_its_host()
    {
        using var held = ProcessGroup.StartHeld(new ProcessStart(["/bin/sleep", "1000"], Path, "/"));
        held.CloseInput();
        (await held.Ended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Code.ShouldBe(143);
    }

    [Fact]
    public async Task Processes_of_a_host_that_is_gone_are_found_by_the_next_and_only_those()
    {
        using var folder = new Modelwright.Testing.TempFolder();
        using var stale = ProcessGroup.StartHeld(new ProcessStart(["/bin/sleep", "1000"], Path, "/"));
        using var other = ProcessGroup.StartHeld(new ProcessStart(["/bin/sleep", "1000"], Path, "/"));
        new ProcessLedger(folder.Path).Add(stale.Pid);
        // The same number, but not the same process.
        File.WriteAllText(folder.File(other.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture)), "boot 1");
        using (var runtime = new ProcessRuntime(folder.Path, TimeProvider.System)) runtime.KillStale().ShouldBe(1);

        (await stale.Ended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Signal.ShouldBe(9);
        ProcessTable.StartOf(other.Pid).ShouldNotBeNull();
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    private async Task UntilUp()
    {
        await cluster.UntilPhase("Running");
        var started = Stopwatch.StartNew();
        while (!(await cluster.Log()).Contains("up", StringComparison.Ordinal))
        {
            started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private void Delete(int? graceSeconds = null)
    {
        cluster.Cluster.Api.Delete(KnownResources.Pods, "default", "p", gracePeriodSeconds: graceSeconds);
        cluster.Cluster.Settle();
    }

    private int[] LiveGroups() => [.. Directory.GetFiles(System.IO.Path.Combine(cluster.Cluster.Folder, "processes"))
        .Select(file => int.Parse(System.IO.Path.GetFileName(file), System.Globalization.CultureInfo.InvariantCulture))];
}
