using System.Globalization;
using System.Text;

namespace Modelwright.Runtime.Api;

/// <summary>URLs of the Kubernetes API.</summary>
internal static class RequestPath
{
    public static string Collection(ResourceType type, string? @namespace)
    {
        var root = type.Group.Length == 0 ? $"api/{type.Version}" : $"apis/{type.Group}/{type.Version}";
        return type.Namespaced && @namespace is not null
            ? $"{root}/namespaces/{Uri.EscapeDataString(@namespace)}/{type.Plural}"
            : $"{root}/{type.Plural}";
    }

    public static string Object(ResourceType type, ObjectKey key, string? subresource)
    {
        if (type.Namespaced != key.Namespace is not null)
            throw new ArgumentException(ScopeError(type, key));
        var path = $"{Collection(type, key.Namespace)}/{Uri.EscapeDataString(key.Name)}";
        return subresource is null ? path : $"{path}/{subresource}";
    }

    public static string ScopeError(ResourceType type, ObjectKey key) =>
        $"{type} {key}: {(type.Namespaced ? "the namespace is missing" : "a cluster-scoped kind has no namespace")}";

    public static string WithQuery(string path, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var url = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null) continue;
            url.Append(separator).Append(name).Append('=')
                .Append(Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!));
            separator = '&';
        }

        return url.ToString();
    }
}
