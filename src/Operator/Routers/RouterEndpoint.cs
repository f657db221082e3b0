namespace Modelwright.Operator.Routers;

/// <summary>A router pod's admin address.</summary>
/// <param name="Namespace">The pod's namespace; part of the audience of the operator's token.</param>
/// <param name="Address">The pod's IP.</param>
public sealed record RouterEndpoint(string Namespace, string Address);
