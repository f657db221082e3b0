namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>
/// Reads counters (docs/contracts.md). Every method keeps to a deadline of its own and throws <see cref="MeasurementException"/> when there
/// is no answer. Called on the operator's pump.
/// </summary>
public interface IMeasurementClient
{
    /// <summary>A router's <c>GET /v1/counters</c>.</summary>
    Task<string> RouterAsync(string @namespace, string address, string model, CancellationToken cancellationToken);

    /// <summary>A model server's <c>GET /v1/outputs</c>.</summary>
    Task<string> ServerAsync(string address, CancellationToken cancellationToken);

    /// <summary>A model server's <c>GET /v1/features</c>.</summary>
    Task<string> FeaturesAsync(string address, CancellationToken cancellationToken);

    /// <summary>An instant query of the Prometheus server.</summary>
    Task<string> QueryAsync(string query, CancellationToken cancellationToken);
}
