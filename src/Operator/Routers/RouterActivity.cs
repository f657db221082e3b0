namespace Modelwright.Operator.Routers;

/// <summary>What a router answered to <c>GET /v1/activity</c>.</summary>
/// <param name="Start">Names the process: counts of another one began at zero.</param>
/// <param name="Calls">How often a request began to wait for a Model for which none waited.</param>
/// <param name="Models">By Model; those that may be scaled to zero or ask something of their clients.</param>
public sealed record RouterActivity(string Start, long Calls, IReadOnlyDictionary<string, ModelCount> Models);
