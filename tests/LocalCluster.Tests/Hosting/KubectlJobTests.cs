using System.Diagnostics;
using Modelwright.LocalCluster.Hosting;
using Modelwright.LocalCluster.Node;
using Modelwright.Testing;

namespace Modelwright.LocalCluster.Tests.Hosting;

/// <summary>The unmodified kubectl runs, watches and removes Jobs.</summary>
public sealed class KubectlJobTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TempFolder folder = new();
    private string kubectl = "";
    private LocalClusterHost? cluster;

    public async ValueTask InitializeAsync()
    {
        kubectl = Requires.Program("kubectl");
        cluster = await LocalClusterHost.StartAsync(new LocalClusterOptions
        {
            DataFolder = folder.File("data"),
            Images = new Dictionary<string, LocalImage> { ["local/shell:dev"] = new() { Entrypoint = ["/bin/sh"] } },
            Time = TimeProvider.System,
            ShutdownGrace = TimeSpan.FromSeconds(2),
        }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_job_is_created_waited_for_shown_and_deleted_with_its_pods()
    {
        await Run("create", "job", "hello", "--image=local/shell:dev", "--", "sh", "-c", "echo hello from $HOSTNAME");
        await Run("wait", "--for=condition=complete", "job/hello", "--timeout=60s");

        (await Run("logs", "job/hello")).ShouldStartWith("hello from hello-");
        var row = (await Run("get", "jobs", "--no-headers")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        row[..3].ShouldBe(["hello", "Complete", "1/1"]);
        var described = await Run("describe", "job", "hello");
        described.ShouldContain("Pods Statuses:    0 Active (0 Ready) / 1 Succeeded / 0 Failed");
        described.ShouldContain("Job completed");
        described.ShouldContain("SuccessfulCreate");
        (await Run("get", "pods", "-l", "job-name=hello", "-o", "jsonpath={.items[*].status.containerStatuses[*].imageID}"))
            .ShouldStartWith("local/shell@sha256:");

        await Run("delete", "job", "hello");
        await Run("wait", "--for=delete", "pods", "-l", "job-name=hello", "--timeout=60s");
        (await Run("get", "jobs,pods", "--no-headers", "--ignore-not-found")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_job_says_why()
    {
        var manifest = folder.File("job.yaml");
        await File.WriteAllTextAsync(manifest, """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: wrong}
            spec:
              podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [65]} }]}
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: local/shell:dev, args: [-c, "exit 65"]}]
            """, TestContext.Current.CancellationToken);
        await Run("apply", "-f", manifest);
        await Run("wait", "--for=condition=failed", "job/wrong", "--timeout=60s");

        (await Run("get", "job", "wrong", "--no-headers")).ShouldContain("Failed");
        (await Run("describe", "job", "wrong")).ShouldContain("failed with exit code 65 matching FailJob rule at index 0");
    }

    private async Task<string> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(kubectl, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = cluster!.KubeconfigFile;
        start.Environment["HOME"] = folder.Path;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, $"kubectl {string.Join(' ', arguments)}: {await output}{await error}");
        return await output;
    }
}
