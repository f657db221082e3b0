namespace Modelwright.LocalCluster.Authorization;

/// <summary>What one binding gives to one of its subjects.</summary>
/// <param name="Namespace">Where it holds; null: everywhere, and for paths.</param>
/// <param name="Rules">The role's rules; none when the role is missing.</param>
/// <param name="Origin">Binding, role and subject in words.</param>
/// <param name="Problem">Why there are no rules, if the role is missing.</param>
internal sealed record RbacGrant(string? Namespace, IReadOnlyList<PolicyRule> Rules, string Origin, string? Problem)
{
    public bool HoldsIn(string @namespace) => Namespace is null || (@namespace.Length > 0 && Namespace == @namespace);
}
