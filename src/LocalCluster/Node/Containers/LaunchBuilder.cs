using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Configuration;
using Modelwright.LocalCluster.Node.Pods;
using Modelwright.LocalCluster.Node.Volumes;

namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>Turns a container's fields into a process to start: variables resolved, mount paths replaced.</summary>
internal sealed class LaunchBuilder(ConfigSources sources, NodeOptions options)
{
    private readonly ContainerEnvironment environments = new(sources);

    /// <summary>The launch, and the mapping of paths that a command run beside the container needs.</summary>
    /// <exception cref="ConfigurationException">A field cannot be resolved.</exception>
    public (ContainerLaunch Launch, MountPaths Paths) Build(PodSetup pod, JsonObject container, LocalImage image, ContainerFiles files)
    {
        var own = environments.Of(pod.Object, container, pod.Address.ToString());
        var mounts = ContainerMounts.Of(container, pod.Volumes, own);
        var temporary = mounts.GetValueOrDefault("/tmp");
        mounts[container.Text("terminationMessagePath") is { Length: > 0 } path ? path : "/dev/termination-log"] = files.Termination;
        var paths = new MountPaths(mounts);
        string Resolve(string text) => paths.Rewrite(VariableExpansion.Expand(text, own));

        var memory = (long?)ContainerResources.Amount(container.At("resources", "limits", "memory"));
        var command = container.Texts("command").Select(Resolve).ToList();
        var arguments = container.Texts("args").Select(Resolve).ToList();
        var launch = new ContainerLaunch
        {
            Command = command.Count > 0 ? [.. command, .. arguments]
                : [.. image.Entrypoint, .. arguments.Count > 0 ? arguments : image.Arguments],
            Environment = Variables(
                pod, image, files, temporary, memory, own.ToDictionary(pair => pair.Key, pair => paths.Rewrite(pair.Value))),
            WorkingDirectory = WorkingDirectory(container, image, files, paths),
            MemoryLimit = memory,
            LogFile = files.Log,
        };
        return (launch, paths);
    }

    private static string WorkingDirectory(JsonObject container, LocalImage image, ContainerFiles files, MountPaths paths)
    {
        if (container.Text("workingDir") is not { Length: > 0 } wanted) return image.WorkingDirectory ?? files.Home;
        var folder = paths.Rewrite(wanted);
        return Directory.Exists(folder)
            ? folder
            : throw new ConfigurationException($"workingDir \"{wanted}\" is no folder of this machine");
    }

    private Dictionary<string, string> Variables(
        PodSetup pod, LocalImage image, ContainerFiles files, string? temporary, long? memory, Dictionary<string, string> own)
    {
        var result = new Dictionary<string, string>(options.Environment, StringComparer.Ordinal)
        {
            ["HOSTNAME"] = pod.Object.Name(),
            ["MODELWRIGHT_BIND_ADDRESS"] = pod.Address.ToString(),
            ["MODELWRIGHT_TERMINATION_LOG"] = files.Termination,
            ["ORT_DISABLE_TELEMETRY"] = "1",
        };
        if (temporary is not null)
        {
            result["TMPDIR"] = temporary;
            // Its socket would live there under a path longer than a socket's name may be.
            result["DOTNET_EnableDiagnostics_IPC"] = "0";
        }

        // In a container .NET keeps its heap below three quarters of the limit by itself.
        if (memory is { } limit) result["DOTNET_GCHeapHardLimit"] = (limit / 4 * 3).ToString("x", CultureInfo.InvariantCulture);
        foreach (var (name, value) in image.Environment) result[name] = value;
        foreach (var (name, value) in own) result[name] = value;
        return result;
    }
}
