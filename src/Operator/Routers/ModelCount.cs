namespace Modelwright.Operator.Routers;

/// <summary>How busy a Model is at one router.</summary>
/// <param name="Arrivals">Requests that have come since the router's start.</param>
/// <param name="Open">Requests without a whole answer yet, those that wait included.</param>
/// <param name="Waiting">Requests that wait for a replica.</param>
/// <param name="Problem">Why the router refuses the Model's clients: a Secret that is missing or cannot be used.</param>
public sealed record ModelCount(long Arrivals, long Open, long Waiting, string? Problem = null);
