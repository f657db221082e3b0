using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Models.Analysis.Judging;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Analysis;

/// <summary>One event per change of the verdict.</summary>
internal static class AnalysisEvents
{
    private const string Action = "Analyse";
    private const int MaxNote = 900;

    public static IEnumerable<Emit> Of(Model model, AnalysisStatus? before, AnalysisStatus status)
    {
        var regarding = ObjectReference.To(model);
        var note = Words.Cut($"{status.Canary}: {status.Message}", MaxNote);
        if (Reason(before, status) is var (reason, severity)) yield return new(regarding, severity, reason, Action, note);
        if (status.SplitSuspect == true && before?.SplitSuspect != true)
            yield return new(regarding, EventSeverity.Warning, "TrafficSplitSuspect", Action, note);
    }

    private static (string, EventSeverity)? Reason(AnalysisStatus? before, AnalysisStatus status) => status.Verdict switch
    {
        var verdict when verdict == before?.Verdict => null,
        AnalysisVerdict.NonInferior => ("AnalysisPassed", EventSeverity.Normal),
        AnalysisVerdict.Harmful => ("AnalysisFailed", EventSeverity.Warning),
        AnalysisVerdict.Unavailable => ("AnalysisUnavailable", EventSeverity.Warning),
        AnalysisVerdict.Inconclusive when before?.Verdict is AnalysisVerdict.NonInferior or AnalysisVerdict.Unavailable =>
            ("AnalysisInconclusive", EventSeverity.Normal),
        _ => null,
    };
}
