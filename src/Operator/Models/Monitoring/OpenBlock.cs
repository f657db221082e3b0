namespace Modelwright.Operator.Models.Monitoring;

/// <summary>A block of labels that is not over yet.</summary>
/// <param name="Start">When it began.</param>
/// <param name="Labels">Labels since then.</param>
/// <param name="Error">What was wrong of them: predictions, or the sum of absolute errors.</param>
/// <param name="Numbers">Predictions are numbers.</param>
public sealed record OpenBlock(DateTimeOffset Start, long Labels, double Error, bool Numbers)
{
    /// <summary>It is over.</summary>
    internal bool IsOver(DateTimeOffset now, WindowLength length) => now >= length.Due(Start, 0) && Labels >= length.MinRows;
}
