using System.Text;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Configuration;

namespace Modelwright.LocalCluster.Node.Volumes;

/// <summary>The volumes of a pod as folders of this machine.</summary>
internal sealed class PodVolumes(IClusterApi api, ConfigSources sources, TimeProvider time)
{
    /// <summary>Makes or refreshes all volumes. Returns their folders by name.</summary>
    /// <exception cref="ConfigurationException">Something that a volume needs is missing.</exception>
    public Dictionary<string, string> Prepare(JsonObject pod, string podFolder, string address)
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var volume in pod.Items("spec", "volumes"))
        {
            var name = volume.Text("name") ?? "";
            folders[name] = Prepare(pod, volume, Path.Combine(podFolder, "volumes", name), address);
        }

        return folders;
    }

    private string Prepare(JsonObject pod, JsonObject volume, string folder, string address)
    {
        if (volume.Map("persistentVolumeClaim") is { } claim) return ClaimFolder(pod.Namespace(), claim.Text("claimName") ?? "");
        if (volume["emptyDir"] is not null)
        {
            Directory.CreateDirectory(folder);
            return folder;
        }

        AtomicFolder.Write(folder, Files(pod, volume, address), time.GetUtcNow());
        return folder;
    }

    private Dictionary<string, byte[]> Files(JsonObject pod, JsonObject volume, string address)
    {
        if (volume.Map("configMap") is { } map) return ConfigFiles(pod, map, map.Text("name"), secret: false);
        if (volume.Map("secret") is { } secret) return ConfigFiles(pod, secret, secret.Text("secretName"), secret: true);
        if (volume.Map("downwardAPI") is { } fields) return FieldFiles(pod, fields, address);
        if (volume.Map("projected") is not { } projected)
        {
            throw new ConfigurationException($"volume \"{volume.Text("name")}\": this cluster knows emptyDir, configMap, secret, "
                + "downwardAPI, projected (of these) and persistentVolumeClaim");
        }

        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var source in projected.Items("sources"))
        {
            var part = source.Map("configMap") is { } sourceMap ? ConfigFiles(pod, sourceMap, sourceMap.Text("name"), secret: false)
                : source.Map("secret") is { } sourceSecret ? ConfigFiles(pod, sourceSecret, sourceSecret.Text("name"), secret: true)
                : source.Map("downwardAPI") is { } sourceFields ? FieldFiles(pod, sourceFields, address)
                : throw new ConfigurationException(
                    $"volume \"{volume.Text("name")}\": projected sources here are configMap, secret and downwardAPI");
            foreach (var (name, content) in part) files[name] = content;
        }

        return files;
    }

    private Dictionary<string, byte[]> ConfigFiles(JsonObject pod, JsonObject source, string? name, bool secret)
    {
        var optional = source.Flag("optional");
        var entries = secret
            ? sources.Secret(pod.Namespace(), name ?? "", optional)
            : sources.ConfigMap(pod.Namespace(), name ?? "", optional);
        if (entries is null) return [];
        if (source["items"] is null) return entries;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var item in source.Items("items"))
        {
            var key = item.Text("key") ?? "";
            if (entries.TryGetValue(key, out var content)) files[item.Text("path") ?? key] = content;
            else if (!optional) throw new ConfigurationException($"{(secret ? "secret" : "configmap")} \"{name}\" has no key \"{key}\"");
        }

        return files;
    }

    private static Dictionary<string, byte[]> FieldFiles(JsonObject pod, JsonObject source, string address) => source.Items("items")
        .ToDictionary(item => item.Text("path") ?? "", item => Encoding.UTF8.GetBytes(item.Map("resourceFieldRef") is { } resource
            ? ContainerResources.Value(ContainerOf(pod, resource), resource)
            : PodFields.Value(pod, address, item.Text("fieldRef", "fieldPath") ?? "")));

    private static JsonObject ContainerOf(JsonObject pod, JsonObject resource) =>
        pod.Items("spec", "containers").Concat(pod.Items("spec", "initContainers"))
            .FirstOrDefault(container => container.Text("name") == resource.Text("containerName"))
        ?? throw new ConfigurationException($"resourceFieldRef: the pod has no container \"{resource.Text("containerName")}\"");

    private string ClaimFolder(string @namespace, string name)
    {
        var claim = api.Get(KnownResources.PersistentVolumeClaims, @namespace, name)
            ?? throw new ConfigurationException($"persistentvolumeclaim \"{name}\" not found");
        var volume = claim.Text("spec", "volumeName") is { Length: > 0 } bound
            ? api.Get(KnownResources.PersistentVolumes, null, bound)
            : null;
        if (volume?.Text("spec", "hostPath", "path") is not { } folder)
            throw new ConfigurationException($"persistentvolumeclaim \"{name}\" is not bound to a folder yet");
        Directory.CreateDirectory(folder);
        return folder;
    }
}
