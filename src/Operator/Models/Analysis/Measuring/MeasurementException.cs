namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>Something that is measured does not answer as agreed.</summary>
public sealed class MeasurementException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>It did not answer at all; otherwise its answer cannot be used.</summary>
    public bool Unanswered { get; init; }
}
