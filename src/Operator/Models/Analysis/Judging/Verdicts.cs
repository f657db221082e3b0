using Modelwright.Crds.Models.Analysis;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Operator.Models.Analysis.Judging;

/// <summary>The statistics' answers in the API's words.</summary>
internal static class Verdicts
{
    public static AnalysisVerdict Of(Outcome outcome) => outcome switch
    {
        Outcome.Harmful => AnalysisVerdict.Harmful,
        Outcome.NonInferior => AnalysisVerdict.NonInferior,
        _ => AnalysisVerdict.Inconclusive,
    };
}
