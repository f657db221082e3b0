namespace Modelwright.Operator.Models.Analysis;

/// <summary>From measurements to a verdict.</summary>
public static class AnalysisPolicy
{
    /// <summary>Judges; null where the spec asks for no analysis.</summary>
    public static AnalysisOutcome? Judge(ModelObserved observed, AnalysisSubject subject) => null;
}
