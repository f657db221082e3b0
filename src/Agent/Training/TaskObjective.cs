namespace Modelwright.Agent.Training;

/// <summary>The metric whose steps are kept.</summary>
public sealed record TaskObjective
{
    /// <summary>Its name.</summary>
    public required string Metric { get; init; }

    /// <summary><c>Maximize</c> or <c>Minimize</c>.</summary>
    public required string Direction { get; init; }

    /// <summary><c>Last</c> or <c>Best</c>: which step counts.</summary>
    public string? Reduce { get; init; }
}
