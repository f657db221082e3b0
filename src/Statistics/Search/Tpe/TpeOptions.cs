namespace Modelwright.Statistics.Search.Tpe;

/// <summary>The knobs of <see cref="TpeSearch"/>, with Optuna's defaults.</summary>
public sealed record TpeOptions
{
    /// <summary>Finished trials before the model is used; random until then.</summary>
    public int StartupRuns { get; init; } = 10;

    /// <summary>Draws from the density of the good trials, of which the best is suggested.</summary>
    public int Candidates { get; init; } = 24;

    /// <summary>
    /// Model parameters that exist together as one density, which sees how they depend on each other; otherwise each on its own.
    /// </summary>
    public bool Multivariate { get; init; } = true;

    /// <summary>Take a running trial for one of the worst, so that parallel trials keep apart.</summary>
    public bool ConstantLiar { get; init; } = true;
}
