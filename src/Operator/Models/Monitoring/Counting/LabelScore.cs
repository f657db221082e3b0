namespace Modelwright.Operator.Models.Monitoring.Counting;

/// <summary>What labels said of one revision's predictions.</summary>
/// <param name="Rows">Predictions with a label.</param>
/// <param name="Error">The wrong ones, or the sum of absolute errors.</param>
/// <param name="Numbers">Predictions are numbers.</param>
public sealed record LabelScore(long Rows, double Error, bool Numbers)
{
    /// <summary>What came since an earlier reading of the same process; null when something went backwards.</summary>
    public LabelScore? Since(LabelScore before) => before.Numbers == Numbers && Rows >= before.Rows && Error >= before.Error
        ? this with { Rows = Rows - before.Rows, Error = Error - before.Error }
        : null;
}
