using Modelwright.Operator.Models.Analysis.Evidence;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Operator.Models.Analysis.Judging;

/// <summary>Whether the requests were split as the weights say.</summary>
internal static class SplitJudge
{
    public static SplitAssessment Judge(IEnumerable<Stretch> requests) => SplitTest.Assess(
        requests.Select(stretch => new SplitInterval(stretch.CanaryRequests, stretch.StableRequests, stretch.Weight / 100.0)));

    public static string Tell(SplitAssessment split) =>
        $"the new revision got {Words.Percent(split.ObservedShare)} of the requests where its weights say "
        + $"{Words.Percent(split.ExpectedShare)}: something sends requests past the route, so that comparisons cannot be trusted";
}
