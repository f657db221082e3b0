namespace Modelwright.Trainer.Evaluation;

/// <summary>How well one class is told from the others.</summary>
/// <param name="Class">The class.</param>
/// <param name="Rows">Held-out rows that truly are of this class.</param>
/// <param name="Precision">Share of the rows predicted as this class that are; 0 when none was predicted.</param>
/// <param name="Recall">Share of this class's rows that were found.</param>
/// <param name="F1">Harmonic mean of both.</param>
public sealed record ClassMetrics(string Class, int Rows, double Precision, double Recall, double F1);
