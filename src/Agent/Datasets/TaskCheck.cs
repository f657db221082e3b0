namespace Modelwright.Agent.Datasets;

/// <summary>Something that a version must hold; which members it has depends on its rule.</summary>
internal sealed record TaskCheck
{
    /// <summary>The check's name.</summary>
    public required string Name { get; init; }

    /// <summary>What is checked.</summary>
    public required CheckRule Rule { get; init; }

    /// <summary><c>Error</c> or <c>Warning</c>.</summary>
    public string Severity { get; init; } = "Error";

    /// <summary>The column.</summary>
    public string? Column { get; init; }

    /// <summary>The columns that are one key together.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The least rows, share or number.</summary>
    public string? Min { get; init; }

    /// <summary>The most rows, or the largest number.</summary>
    public string? Max { get; init; }

    /// <summary>The values.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The greatest age of the newest row, in seconds.</summary>
    public double? MaxAgeSeconds { get; init; }

    /// <summary>The other Dataset; the name of a reference.</summary>
    public string? Dataset { get; init; }

    /// <summary>The PSI that is still no change.</summary>
    public string? Tolerance { get; init; }
}
