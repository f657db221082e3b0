namespace Modelwright.Runtime.Api;

/// <summary>What must hold for a deletion to happen: a name alone may meanwhile belong to another object.</summary>
public sealed record DeletePreconditions(string Uid, string? ResourceVersion = null);
