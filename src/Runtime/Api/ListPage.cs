namespace Modelwright.Runtime.Api;

/// <summary>One page of a collection.</summary>
/// <param name="ResourceVersion">The collection's version: where a watch continues.</param>
/// <param name="Continue">The token of the next page, or null on the last one.</param>
/// <param name="Items">The objects.</param>
public sealed record ListPage(string ResourceVersion, string? Continue, IReadOnlyList<KubeObject> Items);
