using Prometheus;

namespace Modelwright.Operator.Alerting;

/// <summary>A series for each value of an enum, 1 for the one that holds; none where nothing is known.</summary>
internal sealed class StateGauge<T>(MetricFactory factory, string name, string help, string label) where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();

    private readonly Gauge gauge = factory.CreateGauge(name, help, "model_namespace", "model", label);

    public void Set(string[] model, T? state)
    {
        foreach (var value in Values)
        {
            string[] labels = [.. model, value.ToString()];
            if (state is { } now) gauge.WithLabels(labels).Set(EqualityComparer<T>.Default.Equals(now, value) ? 1 : 0);
            else gauge.RemoveLabelled(labels);
        }
    }
}
