namespace Modelwright.Runtime.Controllers;

/// <summary>
/// Knows something outside the API that a controller decides on (acknowledgements, measurements), and says when it changed.
/// </summary>
public interface IFactSource<TKey> where TKey : notnull
{
    /// <summary>
    /// Runs on the pump while this instance leads, until cancelled; calls <paramref name="changed"/> for every key with news.
    /// </summary>
    Task RunAsync(Action<TKey> changed, CancellationToken cancellationToken);
}
