namespace Modelwright.Agent.Training;

/// <summary>What is too much.</summary>
public sealed record TaskLimits
{
    /// <summary>Bytes of the model.</summary>
    public long ModelBytes { get; init; } = 2L << 30;

    /// <summary>Bytes of the whole output.</summary>
    public long OutputBytes { get; init; } = 10L << 30;

    /// <summary>Metrics by different names.</summary>
    public int MetricNames { get; init; } = 1000;

    /// <summary>Points of the objective's metric that are kept in memory.</summary>
    public int Points { get; init; } = 100_000;

    /// <summary>Points of it that are reported.</summary>
    public int SeriesPoints { get; init; } = 128;
}
