namespace Modelwright.Agent.Datasets;

/// <summary>A column and what its values must be.</summary>
internal sealed record TaskColumn
{
    /// <summary>The column.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are.</summary>
    public CellType Type { get; init; }

    /// <summary>Whether every row must have a value.</summary>
    public bool Required { get; init; }

    /// <summary>The smallest number.</summary>
    public string? Min { get; init; }

    /// <summary>The largest number.</summary>
    public string? Max { get; init; }

    /// <summary>The only values.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }
}
