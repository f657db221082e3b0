using System.Reflection;
using Modelwright.Runtime.Api;

namespace Modelwright.CrdGen.Rbac;

/// <summary>A right on one resource.</summary>
/// <param name="Group">The API group; the core group is the empty string.</param>
/// <param name="Resource">The plural name, with <c>/subresource</c> where one is meant.</param>
/// <param name="Verb">The verb in lower case.</param>
public sealed record Grant(string Group, string Resource, string Verb)
{
    /// <summary>What the classes of the assemblies declare with <see cref="EntityRbacAttribute"/>, each right once, sorted.</summary>
    public static IReadOnlyList<Grant> DeclaredIn(params Assembly[] assemblies) => Sorted(assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetCustomAttributes<EntityRbacAttribute>(inherit: false))
        .SelectMany(Of));

    /// <summary>The rights one attribute declares.</summary>
    public static IEnumerable<Grant> Of(EntityRbacAttribute attribute) =>
        from target in attribute.Targets()
        from verb in Enum.GetValues<RbacVerb>()
        where int.PopCount((int)verb) == 1 && attribute.Verbs.HasFlag(verb)
        select new Grant(target.Group, target.Resource, verb.ToString().ToLowerInvariant());

    /// <summary>Each right once, in an order that does not depend on where it was declared.</summary>
    public static IReadOnlyList<Grant> Sorted(IEnumerable<Grant> grants) =>
        [.. grants.Distinct()
            .OrderBy(grant => grant.Group, StringComparer.Ordinal)
            .ThenBy(grant => grant.Resource, StringComparer.Ordinal)
            .ThenBy(grant => Array.IndexOf(VerbOrder, grant.Verb))];

    private static string[] VerbOrder { get; } = [.. Enum.GetValues<RbacVerb>().Order().Select(verb => verb.ToString().ToLowerInvariant())];
}
