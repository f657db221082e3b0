using Prometheus;

namespace Modelwright.Router.Activation;

/// <summary>How the waits for Models that are scaled to zero ended.</summary>
public sealed class ActivationMetrics(CollectorRegistry registry)
{
    private readonly Counter ended = Prometheus.Metrics.WithCustomRegistry(registry).CreateCounter(
        "modelwright_router_activation_waits_total", "Waits for a Model that is scaled to zero, by their end.", "result");

    /// <summary>Counts the end of a wait.</summary>
    public void Ended(WaitOutcome outcome) => ended.WithLabels(outcome.ToString()).Inc();
}
