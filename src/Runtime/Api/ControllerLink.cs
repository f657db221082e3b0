namespace Modelwright.Runtime.Api;

/// <summary>The owner reference that says <c>controller: true</c>. The owner is in the same namespace.</summary>
public sealed record ControllerLink(string ApiVersion, string Kind, string Name, string Uid);
