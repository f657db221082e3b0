namespace Modelwright.Router.Routes;

/// <summary>While no backend has weight, requests wait for one instead of being turned away.</summary>
/// <param name="MaxRequests">How many requests of the Model may wait at once, from 1 to <see cref="MostRequests"/>.</param>
/// <param name="TimeoutSeconds">How long a request may wait, from 1 to <see cref="MostSeconds"/>.</param>
public sealed record ActivationRule(int MaxRequests, int TimeoutSeconds)
{
    /// <summary>The most requests that may wait.</summary>
    public const int MostRequests = 10_000;

    /// <summary>The longest wait in seconds.</summary>
    public const int MostSeconds = 600;
}
