using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Containers;
using Modelwright.LocalCluster.Node.Logs;

namespace Modelwright.LocalCluster.Node;

/// <summary>Finds the log of a container's current or previous run.</summary>
internal sealed class PodLogs(NodeServices node) : IPodLogSource
{
    public async Task WriteAsync(string @namespace, string pod, PodLogQuery query, Stream destination, CancellationToken cancel)
    {
        var file = Find(@namespace, pod, query);
        await new LogReader(file, query, destination, node.Time).CopyAsync(() => !node.OpenLogs.ContainsKey(file), cancel);
    }

    private string Find(string @namespace, string name, PodLogQuery query)
    {
        var pod = node.Api.Get(KnownResources.Pods, @namespace, name)
            ?? throw new ApiException(404, "NotFound", $"pods \"{name}\" not found");
        var container = Container(pod, query.Container);
        var status = pod.Items("status", "initContainerStatuses").Concat(pod.Items("status", "containerStatuses"))
            .FirstOrDefault(status => status.Text("name") == container) ?? [];
        var run = (int)(status.Number("restartCount") ?? 0);
        var waits = status.Map("state", "waiting");
        // A container that waits for its next start still shows its last run, which is then also the previous one.
        if (query.Previous && waits is null) run--;
        var file = ContainerFiles.LogFile(node.PodFolder(pod.Uid()), container, run);
        if (query.Previous && (run < 0 || status.Map("lastState", "terminated") is null || !File.Exists(file)))
            throw BadRequest($"previous terminated container \"{container}\" in pod \"{name}\" not found");
        if (waits is not null && !File.Exists(file))
        {
            throw BadRequest($"container \"{container}\" in pod \"{name}\" is waiting to start: "
                + (waits.Text("message") ?? waits.Text("reason")));
        }

        return file;
    }

    private static string Container(JsonObject pod, string? wanted)
    {
        var names = pod.Items("spec", "containers").Select(container => container.Text("name") ?? "").ToList();
        var inits = pod.Items("spec", "initContainers").Select(container => container.Text("name") ?? "").ToList();
        if (wanted is { Length: > 0 })
        {
            return names.Concat(inits).Contains(wanted) ? wanted
                : throw BadRequest($"container {wanted} is not valid for pod {pod.Name()}");
        }

        if (names.Count == 1) return names[0];
        throw BadRequest($"a container name must be specified for pod {pod.Name()}, choose one of: [{string.Join(' ', names)}]"
            + (inits.Count > 0 ? $" or one of the init containers: [{string.Join(' ', inits)}]" : ""));
    }

    private static ApiException BadRequest(string message) => new(400, "BadRequest", message);
}
