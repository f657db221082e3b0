using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>How figures become a verdict.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnalysisJudge>))]
public enum AnalysisJudge
{
    /// <summary>
    /// All evidence so far, weighed so that looking often does no harm: in all rollouts of revisions that are no worse, the share that is
    /// taken back stays below <c>falseAlarmRate</c>.
    /// </summary>
    Sequential,

    /// <summary>The current figure beside <c>max</c>. It is easy to follow, and takes good revisions back when traffic is low.</summary>
    Threshold,
}
