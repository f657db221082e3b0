using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models;

/// <summary>How one revision of a Model replaces another.</summary>
public sealed record ModelRollout
{
    /// <summary>
    /// How long a new revision may take to become ready. After that the condition <c>Progressing</c> is false with reason
    /// <c>ProgressDeadlineExceeded</c>; the previous revision keeps serving, and the new one still takes over should it become ready.
    /// </summary>
    [DurationRange("10s", "24h")]
    [WhenUnset(ModelDefaults.ProgressDeadline)]
    public Duration? ProgressDeadline { get; init; }

    /// <summary>
    /// How long the previous revision stays up without traffic after a replacement, so that going back to it is immediate.
    /// </summary>
    [DurationRange("0s", "24h")]
    [WhenUnset(ModelDefaults.ScaleDownDelay)]
    public Duration? ScaleDownDelay { get; init; }

    /// <summary>
    /// How many revisions that served before are remembered in the status, to go back to. The one that serves is not counted.
    /// </summary>
    [Range(1, 20)]
    [WhenUnset(ModelDefaults.RevisionHistoryLimit)]
    public int? RevisionHistoryLimit { get; init; }
}
