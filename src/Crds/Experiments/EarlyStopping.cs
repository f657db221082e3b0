namespace Modelwright.Crds.Experiments;

/// <summary>When a run is stopped before its end.</summary>
public sealed record EarlyStopping
{
    /// <summary>The median stopping rule.</summary>
    public MedianStopping Median { get; init; } = new();
}
