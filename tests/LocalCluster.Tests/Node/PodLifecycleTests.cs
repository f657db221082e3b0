using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Services;

namespace Modelwright.LocalCluster.Tests.Node;

public sealed class PodLifecycleTests : IDisposable
{
    private readonly NodeCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task A_pod_runs_to_success_with_log_message_and_events()
    {
        cluster.RunScript("echo hello; printf done > /dev/termination-log");
        await cluster.UntilPhase("Succeeded");

        (await cluster.Log()).ShouldBe("hello\n");
        var ended = cluster.Container().Map("state", "terminated").ShouldNotBeNull();
        ended.Number("exitCode").ShouldBe(0);
        ended.Text("reason").ShouldBe("Completed");
        ended.Text("message").ShouldBe("done");
        cluster.Reasons().ShouldBe(["Scheduled", "Pulled", "Created", "Started"], ignoreOrder: true);
        Condition("Ready").ShouldBe("PodCompleted");
        cluster.Pod()!.Text("spec", "nodeName").ShouldBe("local");
    }

    [Fact]
    public async Task A_pod_that_has_ended_keeps_no_address_from_others()
    {
        cluster.RunScript("echo done");
        await cluster.UntilPhase("Succeeded");
        const int all = AddressPool.Size - 3;
        Enumerable.Range(0, all).Select(_ => cluster.PodAddresses.Take()).Distinct().Count().ShouldBe(all);

        cluster.Cluster.Api.Delete(KnownResources.Pods, "default", "p");
        cluster.Cluster.Settle();
        Should.Throw<InvalidOperationException>(cluster.PodAddresses.Take, "it is given back once");
    }

    [Fact]
    public async Task A_running_pod_has_its_address_and_conditions()
    {
        cluster.RunScript("exec sleep 1000");
        await cluster.UntilPhase("Running");

        var pod = cluster.Pod()!;
        pod.Text("status", "podIP").ShouldNotBeNull().ShouldStartWith("127.");
        foreach (var type in new[] { "PodScheduled", "Initialized", "ContainersReady", "Ready" })
            Conditions.IsTrue(pod, type).ShouldBeTrue(type);
        cluster.Container().Flag("ready").ShouldBeTrue();
    }

    [Fact]
    public async Task A_failed_pod_that_never_restarts_shows_code_and_signal()
    {
        cluster.RunScript("kill -9 $$$$");
        await cluster.UntilPhase("Failed");

        var ended = cluster.Container().Map("state", "terminated")!;
        ended.Number("exitCode").ShouldBe(137);
        ended.Number("signal").ShouldBe(9);
        ended.Text("reason").ShouldBe("Error");
    }

    [Fact]
    public async Task The_log_stands_in_for_a_missing_termination_message_where_asked()
    {
        cluster.RunScript("echo out of luck; exit 3", container: "terminationMessagePolicy: FallbackToLogsOnError");
        await cluster.UntilPhase("Failed");

        cluster.Container().Text("state", "terminated", "message").ShouldBe("out of luck\n");
    }

    [Fact]
    public async Task Crashes_back_off_from_10_s_doubling_and_the_first_restart_is_immediate()
    {
        cluster.RunScript("exit 1", restartPolicy: "Always");
        await cluster.Until(() => cluster.Container().Number("restartCount") == 1 && Waiting() == "CrashLoopBackOff");
        cluster.Reasons().ShouldContain("BackOff");
        foreach (var (restart, delay) in new[] { (2, 10), (3, 20), (4, 40), (5, 80), (6, 160), (7, 300), (8, 300) })
        {
            cluster.Cluster.Advance(TimeSpan.FromSeconds(delay - 1));
            cluster.Container().Number("restartCount").ShouldBe(restart - 1);
            cluster.Container().Map("lastState", "terminated").ShouldNotBeNull();
            cluster.Cluster.Advance(TimeSpan.FromSeconds(1));
            await cluster.Until(() => cluster.Container().Number("restartCount") == restart && Waiting() == "CrashLoopBackOff");
        }
    }

    [Fact]
    public async Task Init_containers_run_one_after_the_other_and_share_volumes()
    {
        cluster.Run($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: default}
            spec:
              restartPolicy: Never
              volumes: [{name: work, emptyDir: {} }]
              initContainers:
              - name: one
                image: {{{NodeCluster.Shell}}}
                args: ["until [ -e /scratch/go ]; do sleep 0.02; done; echo one > /scratch/order"]
                volumeMounts: [{name: work, mountPath: /scratch}]
              - name: two
                image: {{{NodeCluster.Shell}}}
                args: ["echo two >> /scratch/order"]
                volumeMounts: [{name: work, mountPath: /scratch}]
              containers:
              - {name: main, image: {{{NodeCluster.Shell}}}, args: ["cat /data/order"], volumeMounts: [{name: work, mountPath: /data}]}
            """);
        cluster.Container().Text("state", "waiting", "reason").ShouldBe("PodInitializing");
        Condition("Initialized").ShouldBe("ContainersNotInitialized");
        File.WriteAllText(Path.Combine(cluster.Cluster.Folder, "node", "pods", cluster.Pod()!.Uid(), "volumes", "work", "go"), "");
        await cluster.UntilPhase("Succeeded");

        (await cluster.Log(query: new PodLogQuery { Container = "main" })).ShouldBe("one\ntwo\n");
        cluster.Container("one").Text("state", "terminated", "reason").ShouldBe("Completed");
        Conditions.IsTrue(cluster.Pod()!, "Initialized").ShouldBeTrue();
    }

    [Fact]
    public async Task A_failing_init_container_fails_the_pod_or_is_tried_again()
    {
        const string init = "initContainers: [{name: init, image: 'test/shell:1', args: ['exit 4']}]";
        cluster.RunScript("echo never", spec: init);
        await cluster.UntilPhase("Failed");
        cluster.Container("init").Number("state", "terminated", "exitCode").ShouldBe(4);
        cluster.Container().Map("state", "terminated").ShouldBeNull();

        cluster.Cluster.Api.Delete(KnownResources.Pods, "default", "p", gracePeriodSeconds: 0);
        await cluster.Until(() => cluster.Pod() is null);
        cluster.RunScript("echo never", restartPolicy: "OnFailure", spec: init);
        await cluster.Until(() => cluster.Container("init").Text("state", "waiting", "reason") == "CrashLoopBackOff");
        cluster.Pod()!.Text("status", "phase").ShouldBe("Pending");
    }

    [Fact]
    public async Task A_sidecar_starts_before_the_containers_and_ends_after_them()
    {
        cluster.RunScript("cat /shared/ready", container: "volumeMounts: [{name: shared, mountPath: /shared}]", spec: """
            volumes: [{name: shared, emptyDir: {} }]
              initContainers:
              - name: side
                image: test/shell:1
                restartPolicy: Always
                args: ["echo side > /shared/ready; trap 'exit 0' TERM; while :; do sleep 0.05; done"]
                startupProbe: {exec: {command: [test, -e, /shared/ready]}, timeoutSeconds: 60, periodSeconds: 1}
                volumeMounts: [{name: shared, mountPath: /shared}]
            """);
        await cluster.UntilPhase("Succeeded", advance: TimeSpan.FromMilliseconds(50));

        (await cluster.Log(query: new PodLogQuery { Container = "main" })).ShouldBe("side\n");
        cluster.Container("side").Map("state", "terminated").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_unknown_image_waits_with_a_reason_that_names_the_known_ones()
    {
        cluster.Run("""
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: default}
            spec: {containers: [{name: main, image: nginx}]}
            """);
        await cluster.Until(() => Waiting() is "ErrImagePull" or "ImagePullBackOff");

        var message = cluster.Container().Text("state", "waiting", "message")!;
        message.ShouldContain("\"nginx\"");
        message.ShouldContain(NodeCluster.Shell);
        cluster.Pod()!.Text("status", "phase").ShouldBe("Pending");
        cluster.Reasons().ShouldContain("Failed");
    }

    [Theory]
    [InlineData("hostNetwork: true", "hostNetwork")]
    [InlineData("volumes: [{name: root, hostPath: {path: /} }]", "hostPath")]
    public async Task What_would_need_the_host_is_refused(string spec, string field)
    {
        cluster.RunScript("echo never", spec: spec);
        await cluster.Until(() => Waiting() == "Forbidden");
        cluster.Container().Text("state", "waiting", "message")!.ShouldContain(field);
    }

    [Theory]
    [InlineData("securityContext: {privileged: true}", "privileged")]
    [InlineData("ports: [{containerPort: 80, hostPort: 80}]", "hostPort")]
    [InlineData("livenessProbe: {grpc: {port: 80} }", "livenessProbe.grpc")]
    public async Task A_container_that_would_need_what_this_node_has_not_is_refused(string container, string field)
    {
        cluster.RunScript("echo never", container: container);
        await cluster.Until(() => Waiting() == "Forbidden");
        cluster.Container().Text("state", "waiting", "message")!.ShouldContain(field);
    }

    [Fact]
    public async Task A_pod_that_just_runs_causes_no_writes_however_often_it_is_probed()
    {
        cluster.RunScript("exec sleep 1000",
            container: "readinessProbe: {exec: {command: ['true']}, timeoutSeconds: 60, periodSeconds: 1}");
        await cluster.Until(() => cluster.Container().Flag("ready"), TimeSpan.FromMilliseconds(100));
        var revision = cluster.Cluster.Api.Revision;
        for (var i = 0; i < 40; i++)
        {
            cluster.Cluster.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        cluster.Cluster.Settle();
        cluster.Cluster.Api.Revision.ShouldBe(revision);
    }

    [Fact]
    public async Task A_missing_program_is_a_start_error()
    {
        cluster.RunScript("", container: "command: [/no/such/program]");
        await cluster.UntilPhase("Failed");
        cluster.Container().Text("state", "terminated", "reason").ShouldBe("StartError");
        cluster.Container().Text("state", "terminated", "message")!.ShouldContain("/no/such/program");
    }

    [Fact]
    public async Task A_node_selector_that_no_node_has_leaves_the_pod_unscheduled()
    {
        cluster.RunScript("echo never", spec: "nodeSelector: {disk: fast}");
        await cluster.Until(() => cluster.Reasons().Contains("FailedScheduling"));
        Condition("PodScheduled").ShouldBe("Unschedulable");
    }

    private string? Waiting() => cluster.Container().Text("state", "waiting", "reason");

    private string? Condition(string type) => Conditions.Find(cluster.Pod()!, type)?.Text("reason");
}
