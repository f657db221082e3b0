using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator;
using Modelwright.Simulation.Routers;

namespace Modelwright.Simulation.Clusters;

/// <summary>What the project's images do, as docs/contracts.md says, without doing it.</summary>
internal sealed class PodPrograms(IClusterApi api, ModelStore models, DataLooks looks, AgentPrograms agents, RouterNetwork routers)
{
    /// <summary>
    /// Images of containers that train; what follows is the number of the model in the store, an exit code after a minus sign, or
    /// <see cref="Function"/>.
    /// </summary>
    public const string TrainImage = "sim/train:";

    /// <summary>The tag of a trainer whose metric is a function of the parameter x, and of epochs where it gets that.</summary>
    public const string Function = "function";

    private static readonly TimeSpan TrainTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RouterStart = TimeSpan.FromSeconds(1);

    /// <summary>Starts a container's process.</summary>
    public ContainerPlan Start(SimPod pod, JsonObject item, JsonObject container)
    {
        var image = container.Text("image") ?? "";
        if (image.StartsWith(TrainImage, StringComparison.Ordinal))
            return Train(image[TrainImage.Length..], container, AgentPrograms.Attends(item));
        if (image.Contains("agent", StringComparison.Ordinal))
            return container.Text("name") switch
            {
                Names.LookContainer => looks.Start(container),
                Names.InputsContainer => AgentPrograms.Inputs(container),
                Names.AgentContainer => agents.Attend(pod, container),
                _ => Fetch(item, container),
            };

        // Whatever somebody put in its place is a model server, too.
        if (image.Contains("model-server", StringComparison.Ordinal) || container.Text("name") == Names.ServerContainer)
            return Serve(item, container);
        if (!image.Contains("router", StringComparison.Ordinal)) return new ContainerPlan(ReadyAfter: TimeSpan.Zero);
        routers.Start(pod.Address, item.Namespace(), item.Name(), Routes(item));
        return new ContainerPlan(ReadyAfter: RouterStart);
    }

    /// <summary>A process of the pod has ended.</summary>
    public void Ended(SimPod pod)
    {
        routers.Stop(pod.Address);
        agents.Ended(pod);
    }

    /// <summary>The containers of the pod have ended, and a sidecar is asked to.</summary>
    public ContainerPlan Finish(JsonObject sidecar, SimContainer train) =>
        agents.Finish(sidecar, train.Spec.Text("image") ?? "", train.LastExitCode ?? 0);

    private ContainerPlan Fetch(JsonObject pod, JsonObject container)
    {
        var uri = Argument(container, "--uri") ?? "";
        var wanted = Argument(container, "--digest") ?? Pin(pod, container);
        if (models.Find(uri) is not { } model) return Failed(TimeSpan.FromSeconds(1), 1, "NotFound", $"there is no file at {uri}");
        if (model.FetchFailure is { } reason) return Failed(model.FetchTime, 1, reason, $"the store refused {uri}");
        if (wanted is not null && wanted != model.Digest)
            return Failed(model.FetchTime, 1, "DigestMismatch", $"{uri} has {model.Digest}, not {wanted}");
        var message = new JsonObject { ["digest"] = model.Digest, ["bytes"] = 1000 };
        return new ContainerPlan(EndsAfter: model.FetchTime, Message: message.ToJsonString());
    }

    /// <summary>
    /// Trains; without an agent it says in the end where the model is. <c>forever</c> never ends, unless a stop file is there to be seen.
    /// </summary>
    private ContainerPlan Train(string tag, JsonObject container, bool attended)
    {
        if (tag == Function) return Evaluate(container);
        if (tag == "forever") return new ContainerPlan(ReadyAfter: TimeSpan.Zero);
        if (tag[0] == '-') return new ContainerPlan(EndsAfter: TrainTime, ExitCode: int.Parse(tag[1..], null),
            Message: "the end of the log");
        if (attended) return new ContainerPlan(EndsAfter: TrainTime);
        return Trained(tag, 0.9);
    }

    private ContainerPlan Evaluate(JsonObject container)
    {
        var x = Parameter(container, "X") ?? 0;
        return Trained("1", 1 - (x - 0.3) * (x - 0.3) - 0.1 / (Parameter(container, "EPOCHS") ?? 1));
    }

    private static double? Parameter(JsonObject container, string name) => container.Objects("env")
        .FirstOrDefault(variable => variable.Text("name") == $"MODELWRIGHT_PARAM_{name}").Text("value") is { } text
        ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private ContainerPlan Trained(string file, double auc)
    {
        var uri = $"https://models.example.com/{file}.onnx";
        var message = new JsonObject
        {
            ["metrics"] = new JsonObject { ["auc"] = auc },
            ["model"] = new JsonObject { ["uri"] = uri, ["digest"] = models.Find(uri)!.Digest },
        };
        return new ContainerPlan(EndsAfter: TrainTime, Message: message.ToJsonString());
    }

    private ContainerPlan Serve(JsonObject pod, JsonObject container)
    {
        var fetch = pod.Objects("spec", "initContainers").First();
        var model = models.Find(Argument(fetch, "--uri") ?? "");
        var time = model?.LoadTime ?? TimeSpan.FromSeconds(1);
        if (model?.LoadFailure is { } reason) return Failed(time, 3, reason, "the file is not a model that can be served");
        if (!container.Texts("args").Contains("--verify")) return new ContainerPlan(ReadyAfter: time);
        var tensor = new JsonArray(new JsonObject { ["name"] = "x", ["datatype"] = "FP32", ["shape"] = new JsonArray(-1, 4) });
        var report = new JsonObject { ["digest"] = model?.Digest, ["inputs"] = tensor, ["outputs"] = tensor.DeepClone() };
        return new ContainerPlan(EndsAfter: time, Message: report.ToJsonString());
    }

    private static ContainerPlan Failed(TimeSpan after, int exitCode, string reason, string message) => new(
        EndsAfter: after, ExitCode: exitCode, Message: new JsonObject { ["reason"] = reason, ["message"] = message }.ToJsonString());

    /// <summary>The digest in the ConfigMap that is mounted where <c>--pin</c> points; optional, as in the pod.</summary>
    private string? Pin(JsonObject pod, JsonObject container)
    {
        if (Argument(container, "--pin") is not { } file) return null;
        var mount = container.Objects("volumeMounts")
            .FirstOrDefault(mount => file.StartsWith(mount.Text("mountPath") + "/", StringComparison.Ordinal));
        var volume = pod.Objects("spec", "volumes").FirstOrDefault(volume => volume.Text("name") == mount?.Text("name"));
        var map = volume?.Text("configMap", "name") is { } name ? api.Get(KnownResources.ConfigMaps, pod.Namespace(), name) : null;
        return map.Text("data", file[(file.LastIndexOf('/') + 1)..]);
    }

    private Dictionary<string, string> Routes(JsonObject pod)
    {
        var volume = pod.Objects("spec", "volumes").FirstOrDefault(volume => volume.Child("configMap") is not null);
        var map = volume?.Text("configMap", "name") is { } name ? api.Get(KnownResources.ConfigMaps, pod.Namespace(), name) : null;
        return (map.Child("data") ?? []).ToDictionary(file => file.Key, file => file.Value!.GetValue<string>(), StringComparer.Ordinal);
    }

    private static string? Argument(JsonObject container, string option)
    {
        var arguments = container.Texts("args").ToList();
        var index = arguments.IndexOf(option);
        return index >= 0 && index + 1 < arguments.Count ? arguments[index + 1] : null;
    }
}
