namespace Modelwright.Trainer.Evaluation;

/// <summary>How well predictions do on rows that learning has not seen.</summary>
public abstract record Metrics
{
    /// <summary>The figures that a dashboard, a search or a gate compares, by name; all finite.</summary>
    public abstract IReadOnlyDictionary<string, double> Figures { get; }
}
