using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Configuration;

namespace Modelwright.LocalCluster.Node.Volumes;

/// <summary>Which folder stands for which path of a container.</summary>
internal static class ContainerMounts
{
    public static Dictionary<string, string> Of(
        JsonObject container, IReadOnlyDictionary<string, string> volumes, IReadOnlyDictionary<string, string> environment)
    {
        var mounts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mount in container.Items("volumeMounts"))
        {
            var name = mount.Text("name") ?? "";
            if (!volumes.TryGetValue(name, out var folder))
                throw new ConfigurationException($"volumeMounts: the pod has no volume \"{name}\"");
            var inside = mount.Text("subPath") ?? VariableExpansion.Expand(mount.Text("subPathExpr") ?? "", environment);
            mounts[(mount.Text("mountPath") ?? "").TrimEnd('/')] = inside.Length == 0 ? folder : Inside(folder, inside);
        }

        return mounts;
    }

    private static string Inside(string folder, string subPath)
    {
        var path = Path.GetFullPath(Path.Combine(folder, subPath));
        if (!path.StartsWith(folder + "/", StringComparison.Ordinal))
            throw new ConfigurationException($"subPath \"{subPath}\" leads out of its volume");
        if (!Path.Exists(path)) Directory.CreateDirectory(path);
        return path;
    }
}
