using System.Text;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Tests.Node;

/// <summary>Jobs whose pods are real processes.</summary>
public sealed class JobPodTests : IDisposable
{
    private readonly NodeCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task A_job_with_inits_and_a_sidecar_completes_and_its_log_and_message_stay()
    {
        Create("echo training; printf '{\"metrics\":{\"auc\":0.9}}' > /dev/termination-log", """
            volumes: [{name: work, emptyDir: {} }],
            initContainers: [
              {name: inputs, image: 'test/shell:1', args: ['echo data > /scratch/in'], volumeMounts: [{name: work, mountPath: /scratch}]},
              {name: agent, image: 'test/shell:1', args: ['trap "exit 0" TERM; while :; do sleep 0.05; done'], restartPolicy: Always}],
            """);
        await Until("Complete");

        var pod = Pods().ShouldHaveSingleItem();
        var main = pod.Items("status", "containerStatuses").Single();
        main.Text("state", "terminated", "message").ShouldBe("{\"metrics\":{\"auc\":0.9}}");
        main.Text("imageID").ShouldNotBeNull().ShouldStartWith("test/shell@sha256:");
        (await cluster.Log(pod.Name(), new PodLogQuery { Container = "main" })).ShouldBe("training\n");
    }

    [Fact]
    public async Task A_pod_that_is_evicted_does_not_count_where_the_policy_says_so()
    {
        Create("trap 'exit 143' TERM; echo up; while :; do sleep 0.05; done", job:
            "backoffLimit: 0, podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: DisruptionTarget}]}]},");
        await cluster.Until(() => Pods().Any(pod => pod.Text("status", "phase") == "Running"));
        var first = Pods().Single();
        await cluster.Until(() => cluster.Log(first.Name()).GetAwaiter().GetResult().Length > 0);
        Evict(first.Name()).ShouldBe(201);
        Conditions.Find(cluster.Pod(first.Name())!, "DisruptionTarget").ShouldNotBeNull().Text("reason").ShouldBe("EvictionByEvictionAPI");
        await cluster.Until(() => cluster.Pod(first.Name()) is null);

        await cluster.Until(() => Pods().Any(pod => pod.Text("status", "phase") == "Running"), TimeSpan.FromSeconds(1));
        Job().Number("status", "failed").ShouldBeNull();
        Job().Items("status", "conditions").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_exit_code_of_a_real_process_decides()
    {
        Create("echo bad data > /dev/termination-log; exit 65", job:
            "podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {containerName: main, operator: In, values: [65]} }]},");
        await Until("Failed");
        Conditions.Find(Job(), "Failed")!.Text("reason").ShouldBe("PodFailurePolicy");
        Pods().Single().Items("status", "containerStatuses").Single().Text("state", "terminated", "message").ShouldBe("bad data\n");
    }

    [Fact]
    public async Task A_suspended_job_asks_its_processes_to_end()
    {
        Create("trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done");
        await cluster.Until(() => Pods().Any(pod => pod.Text("status", "phase") == "Running"));
        cluster.Cluster.Change(KnownResources.Jobs, "job", job => job.Ensure("spec")["suspend"] = true);
        await cluster.Until(() => Pods().Count == 0);
        Job().Number("status", "terminating").ShouldBe(0);
    }

    [Fact]
    public async Task Pods_of_several_jobs_share_a_claim_also_read_only()
    {
        cluster.Cluster.Create(KnownResources.PersistentVolumeClaims, """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data, namespace: default}
            spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi} } }
            """);
        const string mount = "volumeMounts: [{name: d, mountPath: /data, readOnly: READONLY}],";
        const string volume = "volumes: [{name: d, persistentVolumeClaim: {claimName: data, readOnly: READONLY} }],";
        Create("echo kept > /data/file", volume.Replace("READONLY", "false"), container: mount.Replace("READONLY", "false"));
        await Until("Complete");
        cluster.Cluster.Api.Delete(KnownResources.Jobs, "default", "job");
        await cluster.Until(() => Pods().Count == 0);

        Create("cat /data/file", volume.Replace("READONLY", "true"), container: mount.Replace("READONLY", "true"));
        await Until("Complete");
        (await cluster.Log(Pods().Single().Name())).ShouldBe("kept\n");
    }

    /// <summary>All in flow style; <paramref name="job"/> and <paramref name="pod"/> are members that end in a comma.</summary>
    private void Create(string script, string pod = "", string job = "", string container = "")
    {
        var text = System.Text.Json.JsonSerializer.Serialize(script);
        cluster.Cluster.Create(KnownResources.Jobs, $$$"""
            {apiVersion: batch/v1, kind: Job, metadata: {name: job, namespace: default}, spec: { {{{job}}}
              template: {spec: {restartPolicy: Never, {{{pod}}}
                containers: [{name: main, image: 'test/shell:1', {{{container}}} args: [{{{text}}}] }] } } } }
            """);
    }

    private Task Until(string condition) => cluster.Until(() => Conditions.IsTrue(Job(), condition));

    private JsonObject Job() => cluster.Cluster.Api.Get(KnownResources.Jobs, "default", "job")!;

    private IReadOnlyList<JsonObject> Pods() => cluster.Cluster.Pods;

    private int Evict(string pod)
    {
        var answer = cluster.Cluster.Server.Handle(new ApiRequest("POST", $"/api/v1/namespaces/default/pods/{pod}/eviction", "")
        {
            User = UserInfo.Admin,
            Body = Encoding.UTF8.GetBytes(
                $$"""{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"{{pod}}","namespace":"default"} }"""),
        });
        cluster.Cluster.Settle();
        return answer.Status;
    }
}
