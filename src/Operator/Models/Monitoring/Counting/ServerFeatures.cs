namespace Modelwright.Operator.Models.Monitoring.Counting;

/// <summary>What a model server answered to <c>GET /v1/features</c>.</summary>
/// <param name="Start">Names the process: counts of another one began at zero.</param>
/// <param name="Revision">The revision that it serves.</param>
public sealed record ServerFeatures(string Start, string Revision)
{
    /// <summary>The digest of the reference profile; null where there is none.</summary>
    public string? Profile { get; init; }

    /// <summary>Why there is none.</summary>
    public string? Problem { get; init; }

    /// <summary>The columns, features and outputs, of the profile.</summary>
    public IReadOnlyList<ColumnReference> References { get; init; } = [];

    /// <summary>What was counted of each.</summary>
    public IReadOnlyDictionary<string, Tally> Tallies { get; init; } = new Dictionary<string, Tally>();

    /// <summary>The server takes labels.</summary>
    public bool TakesLabels { get; init; }

    /// <summary>Predictions that a label may come for.</summary>
    public long Issued { get; init; }

    /// <summary>What labels said, by the revision that predicted and whether it predicted numbers.</summary>
    public IReadOnlyDictionary<(string Revision, bool Numbers), LabelScore> Scores { get; init; } =
        new Dictionary<(string Revision, bool Numbers), LabelScore>();
}
