namespace Modelwright.Operator.Routers;

/// <summary>While no backend has weight, requests wait in the routers instead of being turned away.</summary>
/// <param name="MaxRequests">How many requests of the Model may wait at once in each router, from 1 to 10,000.</param>
/// <param name="TimeoutSeconds">How long a request may wait, from 1 to 600.</param>
public sealed record RouteActivation(int MaxRequests, int TimeoutSeconds)
{
    private const int MostRequests = 10_000;
    private const int MostSeconds = 600;

    internal bool IsWhole() => MaxRequests is >= 1 and <= MostRequests && TimeoutSeconds is >= 1 and <= MostSeconds;
}
