namespace Modelwright.Operator.Tracking;

/// <summary>A metric's value at a step.</summary>
/// <param name="Key">Its key on the server.</param>
/// <param name="Step">The step.</param>
/// <param name="Value">The value; may be NaN or infinite.</param>
public sealed record RecordedMetric(string Key, long Step, double Value)
{
    /// <summary>
    /// The value as servers keep it: those with a database have the largest finite numbers for infinities.
    /// </summary>
    public double Stored => double.IsPositiveInfinity(Value) ? double.MaxValue : double.IsNegativeInfinity(Value) ? double.MinValue : Value;
}
