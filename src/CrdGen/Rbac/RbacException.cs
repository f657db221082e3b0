namespace Modelwright.CrdGen.Rbac;

/// <summary>A declared right that the operator must not have.</summary>
/// <param name="grant">The right.</param>
/// <param name="reason">Why not, and what to do instead.</param>
public sealed class RbacException(Grant grant, string reason)
    : Exception($"'{grant.Verb}' on '{grant.Resource}' of group '{grant.Group}': {reason}");
