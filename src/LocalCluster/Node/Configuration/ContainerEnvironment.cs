using System.Text;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Node.Configuration;

/// <summary>The environment variables that a container's fields ask for, in the order that <c>$(NAME)</c> relies on.</summary>
internal sealed class ContainerEnvironment(ConfigSources sources)
{
    public Dictionary<string, string> Of(JsonObject pod, JsonObject container, string address)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in container.Items("envFrom")) AddAll(result, pod.Namespace(), source);
        foreach (var variable in container.Items("env"))
        {
            if (variable.Text("name") is not { Length: > 0 } name) continue;
            var value = variable.Map("valueFrom") is { } from
                ? ValueFrom(pod, container, address, name, from)
                : VariableExpansion.Expand(variable.Text("value") ?? "", result);
            if (value is not null) result[name] = value;
        }

        return result;
    }

    private void AddAll(Dictionary<string, string> result, string @namespace, JsonObject source)
    {
        var prefix = source.Text("prefix") ?? "";
        var entries = source.Map("configMapRef") is { } map
            ? sources.ConfigMap(@namespace, map.Text("name") ?? "", map.Flag("optional"))
            : source.Map("secretRef") is { } secret
                ? sources.Secret(@namespace, secret.Text("name") ?? "", secret.Flag("optional"))
                : null;
        foreach (var (key, value) in entries ?? []) result[prefix + key] = Encoding.UTF8.GetString(value);
    }

    private string? ValueFrom(JsonObject pod, JsonObject container, string address, string name, JsonObject from)
    {
        if (from.Map("fieldRef") is { } field) return PodFields.Value(pod, address, field.Text("fieldPath") ?? "");
        if (from.Map("resourceFieldRef") is { } resource) return ContainerResources.Value(container, resource);
        if (from.Map("configMapKeyRef") is { } map) return sources.Key(pod.Namespace(), map, secret: false);
        if (from.Map("secretKeyRef") is { } secret) return sources.Key(pod.Namespace(), secret, secret: true);
        throw new ConfigurationException($"env {name}: valueFrom needs fieldRef, resourceFieldRef, configMapKeyRef or secretKeyRef");
    }
}
