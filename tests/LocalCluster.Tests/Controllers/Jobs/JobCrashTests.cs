using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Controllers.Jobs;
using Modelwright.LocalCluster.Controllers.ReplicaSets;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Tests.Controllers.Jobs;

/// <summary>
/// The controller dies after each of its writes in turn; another takes over, and the Job ends as if nothing had happened.
/// </summary>
public sealed class JobCrashTests
{
    private const string Succeeding = "completions: 3, parallelism: 2, backoffLimit: 6,";
    private const string Failing = "completions: 3, parallelism: 2, backoffLimit: 1,";
    private const string Refusing =
        "completions: 2, podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [65]} }]},";

    [Theory]
    [InlineData(Succeeding, new[] { 1, 0, 0, 1, 0 }, "Complete succeeded 3 failed 2 of 5 that ended")]
    [InlineData(Failing, new[] { 1, 0, 1, 0 }, "Failed succeeded 1 failed 3 of 3 that ended")]
    [InlineData(Refusing, new[] { 0, 65 }, "Failed succeeded 1 failed 1 of 2 that ended")]
    public void A_crash_after_any_write_changes_nothing(string spec, int[] exits, string end)
    {
        var writes = Play(spec, exits, crashAfter: null, end);
        writes.ShouldBeGreaterThan(10);
        for (var write = 1; write <= writes; write++) Play(spec, exits, write, end);
    }

    /// <summary>Lets pods end one after the other until the Job has ended. Returns the controller's writes.</summary>
    private static int Play(string spec, int[] exits, int? crashAfter, string end)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        using var server = new ApiServer(new Store(), new ApiServerOptions { Clock = time, Random = new Random(7), Rbac = false });
        var user = server.Client("test");
        var api = new CrashingApi(server.Client("kube-controller-manager")) { CrashAfter = crashAfter };
        var loop = Start(api, time);
        user.Create(KnownResources.Jobs, Yaml.Object($$$"""
            {apiVersion: batch/v1, kind: Job, metadata: {name: job, namespace: default}, spec: { {{{spec}}}
              template: {spec: {restartPolicy: Never, containers: [{name: main, image: one}] } } } }
            """));
        var next = 0;
        for (var turn = 0; turn < 40 && !JobCondition.IsFinished(Job(user)); turn++)
        {
            try
            {
                loop.RunUntilIdle(10_000);
            }
            catch (CrashException)
            {
                loop = Start(api, time);
                continue;
            }

            var active = user.List(KnownResources.Pods, "default").Where(PodState.IsActive).ToList();
            if (active.Count == 0) time.Advance(TimeSpan.FromMinutes(6));
            else if (next < exits.Length) End(user, active[0], exits[next++], time);
        }

        var job = Job(user);
        var condition = Conditions.IsTrue(job, "Complete") ? "Complete" : Conditions.IsTrue(job, "Failed") ? "Failed" : "unfinished";
        ($"{condition} succeeded {job.Number("status", "succeeded") ?? 0} failed {job.Number("status", "failed") ?? 0} "
            + $"of {user.List(KnownResources.Pods, "default").Count} that ended")
            .ShouldBe(end, $"crash after write {crashAfter}");
        return api.Writes;
    }

    private static ControllerLoop Start(IClusterApi api, TimeProvider time)
    {
        var loop = new ControllerLoop([new JobController(api, time, NullLogger.Instance)], time, NullLogger.Instance);
        loop.StartControllers();
        return loop;
    }

    private static JsonObject Job(IClusterApi api) => api.Get(KnownResources.Jobs, "default", "job")!;

    private static void End(IClusterApi api, JsonObject pod, int exitCode, TimeProvider time) =>
        api.Mutate(KnownResources.Pods, "default", pod.Name(), copy =>
        {
            copy.Ensure("status")["phase"] = exitCode == 0 ? "Succeeded" : "Failed";
            copy.Ensure("status")["containerStatuses"] = Yaml.Object($$$"""
                {l: [{name: main, image: one, imageID: '', ready: false, restartCount: 0,
                  state: {terminated: {exitCode: {{{exitCode}}}, finishedAt: '{{{time.GetUtcNow().ToApiTime()}}}' } } }] }
                """)["l"]!.DeepClone();
            return true;
        }, "status");
}
