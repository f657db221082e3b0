using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;

namespace Modelwright.Runtime.Api;

/// <summary>A resource as discovery names it, with its kind. The core group is the empty string.</summary>
public sealed record ResourceType(string Group, string Version, string Kind, string Plural, bool Namespaced = true)
{
    // The attribute of KubernetesClient's models does not say the scope; these are the cluster-scoped built-in kinds.
    private static readonly HashSet<string> ClusterScoped =
    [
        "/Namespace", "/Node", "/PersistentVolume", "apiextensions.k8s.io/CustomResourceDefinition",
        "rbac.authorization.k8s.io/ClusterRole",
        "rbac.authorization.k8s.io/ClusterRoleBinding", "storage.k8s.io/StorageClass", "scheduling.k8s.io/PriorityClass",
        "node.k8s.io/RuntimeClass", "apiregistration.k8s.io/APIService", "networking.k8s.io/IngressClass",
        "admissionregistration.k8s.io/ValidatingWebhookConfiguration", "admissionregistration.k8s.io/MutatingWebhookConfiguration",
        "admissionregistration.k8s.io/ValidatingAdmissionPolicy", "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
    ];

    private static readonly ConcurrentDictionary<Type, ResourceType> Known = new();

    /// <summary><c>v1</c> or <c>group/version</c>.</summary>
    [JsonIgnore]
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The resource that <typeparamref name="T"/>'s <see cref="KubernetesEntityAttribute"/> names.</summary>
    public static ResourceType Of<T>() => Of(typeof(T));

    /// <summary>The resource that the type's <see cref="KubernetesEntityAttribute"/> names.</summary>
    public static ResourceType Of(Type entity) => Known.GetOrAdd(entity, static type =>
    {
        var attribute = type.GetCustomAttribute<KubernetesEntityAttribute>()
            ?? throw new ArgumentException($"{type} has no [KubernetesEntity]; add it with Group, ApiVersion, Kind and PluralName");
        var group = attribute.Group ?? "";
        return new ResourceType(group, attribute.ApiVersion, attribute.Kind, attribute.PluralName,
            !ClusterScoped.Contains($"{group}/{attribute.Kind}"));
    });

    /// <inheritdoc />
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
