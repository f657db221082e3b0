namespace Modelwright.Trainer.Parameters;

/// <summary>How to learn: what a search may vary. Defaults of the trees are ML.NET's.</summary>
public sealed record Hyperparameters
{
    /// <summary>How far to learn: trees, sweeps or optimizer iterations; null: to the end.</summary>
    public int? Iterations { get; init; }

    /// <summary>Trees (per class where there are more than two).</summary>
    public int Trees { get; init; } = 100;

    /// <summary>How much of each tree's correction is taken.</summary>
    public double LearningRate { get; init; } = 0.2;

    /// <summary>Most leaves of a tree.</summary>
    public int Leaves { get; init; } = 20;

    /// <summary>Fewest training rows of a leaf.</summary>
    public int MinRowsPerLeaf { get; init; } = 10;

    /// <summary>Share of rows drawn anew for each tree.</summary>
    public double RowFraction { get; init; } = 1;

    /// <summary>Share of features drawn anew for each tree.</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>Most bins that a feature's values are put in to find splits.</summary>
    public int Bins { get; init; } = 255;

    /// <summary>Weight of the penalty on the sum of absolute weights; null: the algorithm's own.</summary>
    public double? L1 { get; init; }

    /// <summary>Weight of the penalty on the sum of squared weights; null: the algorithm's own.</summary>
    public double? L2 { get; init; }
}
