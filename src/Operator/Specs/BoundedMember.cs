using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Modelwright.Crds.Schema;

namespace Modelwright.Operator.Specs;

/// <summary>
/// A property of a type of the API with the attributes that bound it, read once: every plan checks its object, and reflection is slow.
/// </summary>
internal sealed class BoundedMember
{
    /// <summary>As many as the API has types.</summary>
    private static readonly ConcurrentDictionary<Type, (bool Union, IReadOnlyList<BoundedMember> Members)> Known = new();

    private readonly PropertyInfo property;

    private BoundedMember(PropertyInfo property)
    {
        this.property = property;
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Bounds = [.. property.GetCustomAttributes()];
    }

    /// <summary>Its name in JSON.</summary>
    public string Name { get; }

    /// <summary>What bounds its value.</summary>
    public IReadOnlyList<Attribute> Bounds { get; }

    /// <summary>The members of a type.</summary>
    public static IReadOnlyList<BoundedMember> Of(Type type) => Read(type).Members;

    /// <summary>Exactly one member of the type is to be set.</summary>
    public static bool IsUnion(Type type) => Read(type).Union;

    /// <summary>Its value in an object of the type.</summary>
    public object? Value(object owner) => property.GetValue(owner);

    private static (bool Union, IReadOnlyList<BoundedMember> Members) Read(Type type) => Known.GetOrAdd(type, static known =>
        (known.IsDefined(typeof(UnionAttribute)),
            [.. known.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
                .Select(property => new BoundedMember(property))]));
}
