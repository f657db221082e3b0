using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.OpenApi;

/// <summary>The names of types in OpenAPI documents.</summary>
internal static class TypeNames
{
    /// <summary>For example <c>core.v1.Pod</c> becomes <c>io.k8s.api.core.v1.Pod</c>.</summary>
    public static string OfBuiltIn(string name) => name.Split('.')[0] switch
    {
        "meta" => $"io.k8s.apimachinery.pkg.apis.{name}",
        "apiextensions" => $"io.k8s.apiextensions-apiserver.pkg.apis.{name}",
        _ => $"io.k8s.api.{name}",
    };

    /// <summary>For example group <c>ex.io</c>, kind Thing becomes <c>io.ex.v1.Thing</c>.</summary>
    public static string Of(ResourceDefinition resource) => resource.IsCustom
        ? $"{string.Join('.', resource.Id.Group.Split('.').Reverse())}.{resource.Id.Version}.{resource.Kind}"
        : OfBuiltIn(resource.Type.Name);

    /// <summary>A reference to a type by its name.</summary>
    public static string Reference(string name) => $"#/components/schemas/{name}";
}
