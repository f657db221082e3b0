namespace Modelwright.Operator.Routers;

/// <summary>
/// Talks to the routers' admin API (docs/contracts.md). Every method keeps to a deadline of its own and throws
/// <see cref="RouterUnreachableException"/> when the router does not answer as agreed. Called on the operator's pump.
/// </summary>
public interface IRouterClient
{
    /// <summary>The route revision that the router follows, for each Model.</summary>
    Task<IReadOnlyDictionary<string, long>> ListAsync(RouterEndpoint router, CancellationToken cancellationToken);

    /// <summary>Makes the router follow a table.</summary>
    Task<PushOutcome> PutAsync(RouterEndpoint router, RouteTable table, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a Model's route away, up to a revision. A route that is not there is fine. Null, or the newer revision that is in force
    /// and stays.
    /// </summary>
    Task<long?> DeleteAsync(RouterEndpoint router, string model, long revision, CancellationToken cancellationToken);

    /// <summary>
    /// Who asks for Models that may be scaled to zero. With <paramref name="seen"/> the router waits until its number of calls is another
    /// one, at most as long as <paramref name="wait"/>.
    /// </summary>
    Task<RouterActivity> ActivityAsync(RouterEndpoint router, long? seen, TimeSpan wait, CancellationToken cancellationToken);
}
