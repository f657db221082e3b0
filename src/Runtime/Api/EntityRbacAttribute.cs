namespace Modelwright.Runtime.Api;

/// <summary>
/// Declares what a controller (or a part of the runtime) may do; the operator's role is generated from these.
/// Either the types of the entities, or an API group and the plural names of its resources (<c>models/status</c> for a subresource).
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class EntityRbacAttribute : Attribute
{
    /// <summary>Rights on resources that have C# types with <see cref="k8s.Models.KubernetesEntityAttribute"/>.</summary>
    public EntityRbacAttribute(params Type[] entities) => Entities = entities;

    /// <summary>Rights on resources by name; the core group is the empty string.</summary>
    public EntityRbacAttribute(string group, params string[] resources)
    {
        Group = group;
        Resources = resources;
    }

    /// <summary>The entity types; empty when the resources are named.</summary>
    public IReadOnlyList<Type> Entities { get; } = [];

    /// <summary>The API group of <see cref="Resources"/>; null when types are given.</summary>
    public string? Group { get; }

    /// <summary>Plural names, with <c>/subresource</c> where one is meant; empty when types are given.</summary>
    public IReadOnlyList<string> Resources { get; } = [];

    /// <summary>What is allowed.</summary>
    public RbacVerb Verbs { get; set; }

    /// <summary>The rule as (group, resource) pairs, whichever way it was written.</summary>
    public IEnumerable<(string Group, string Resource)> Targets() =>
        Group is null
            ? Entities.Select(ResourceType.Of).Select(type => (type.Group, type.Plural))
            : Resources.Select(resource => (Group, resource));
}
