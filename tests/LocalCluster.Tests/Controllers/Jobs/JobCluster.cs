using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Controllers.Jobs;
using Modelwright.LocalCluster.Controllers.ReplicaSets;

namespace Modelwright.LocalCluster.Tests.Controllers.Jobs;

/// <summary>A cluster with one Job <c>job</c>, whose pods the test plays.</summary>
internal sealed class JobCluster : IDisposable
{
    public TestCluster Cluster { get; } = new();

    public JsonObject Job => Find() ?? throw new InvalidOperationException("the Job is gone");

    public JsonObject? Find() => Cluster.Api.Get(KnownResources.Jobs, "default", "job");

    public IReadOnlyList<JsonObject> Active => [.. Cluster.Pods.Where(PodState.IsActive)];

    public IEnumerable<string> Events => Cluster.Api.List(KnownResources.Events, "default")
        .Where(entry => entry.Text("involvedObject", "kind") == "Job").Select(entry => entry.Text("reason")!).Distinct();

    public string Conditions => string.Join(' ', Job.Items("status", "conditions")
        .Select(c => c.Text("status") == "True" ? $"{c.Text("type")}/{c.Text("reason")}" : $"!{c.Text("type")}"));

    public void Create(string spec = "", string metadata = "", string restartPolicy = "Never") => Cluster.Create(KnownResources.Jobs, $$$"""
        apiVersion: batch/v1
        kind: Job
        metadata: {name: job, namespace: default}
        spec:
          {{{spec}}}
          template:
            metadata: { {{{metadata}}} }
            spec:
              restartPolicy: {{{restartPolicy}}}
              containers: [{name: main, image: one}]
        """);

    public void Set(string field, JsonNode? value) => Cluster.Change(KnownResources.Jobs, "job", job => job.Ensure("spec")[field] = value);

    /// <summary>The pod is on a node and runs.</summary>
    public JsonObject Run(JsonObject? pod = null)
    {
        pod ??= Active[0];
        Cluster.Change(KnownResources.Pods, pod.Name(), copy => copy.Ensure("spec")["nodeName"] = "local");
        return Cluster.Change(KnownResources.Pods, pod.Name(), copy => copy.Ensure("status")["phase"] = "Running", "status");
    }

    /// <summary>The pod's container ends now.</summary>
    public string End(int exitCode, JsonObject? pod = null, string? condition = null)
    {
        var name = (pod ?? Active[0]).Name();
        Cluster.Change(KnownResources.Pods, name, copy =>
        {
            var status = copy.Ensure("status");
            status["phase"] = exitCode == 0 ? "Succeeded" : "Failed";
            status["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = "main",
                ["image"] = "one",
                ["imageID"] = "",
                ["ready"] = false,
                ["restartCount"] = 0,
                ["state"] = new JsonObject
                {
                    ["terminated"] = new JsonObject { ["exitCode"] = exitCode, ["finishedAt"] = Cluster.Time.GetUtcNow().ToApiTime() },
                },
            });
            if (condition is null) return;
            status["conditions"] = new JsonArray(new JsonObject { ["type"] = condition, ["status"] = "True" });
        }, "status");
        return name;
    }

    /// <summary>Plays the node: the pod's processes are gone.</summary>
    public void Gone(JsonObject pod)
    {
        Cluster.Api.Delete(KnownResources.Pods, "default", pod.Name(), pod.Uid(), 0);
        Cluster.Settle();
    }

    public long? Count(string counter) => Job.Number("status", counter);

    public static int Held(IEnumerable<JsonObject> pods) => pods.Count(JobPods.IsTracked);

    public void Dispose() => Cluster.Dispose();
}
