namespace Modelwright.Operator.Routers;

/// <summary>A router's answer to a route table.</summary>
/// <param name="Acknowledged">The revision that every later request follows; null when the router refused.</param>
/// <param name="Conflict">The revision in force, because of which the router refused.</param>
/// <param name="Refusal">The router's words when it refused for another reason.</param>
public sealed record PushOutcome(long? Acknowledged, long? Conflict, string? Refusal);
