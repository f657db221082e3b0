namespace Modelwright.Operator.Models.Monitoring;

/// <summary>How long windows are open.</summary>
/// <param name="Length">At least so long; a whole number of seasons where there are any.</param>
/// <param name="MinRows">And until there are so many rows.</param>
/// <param name="Season">In steps of so much; null: at any time.</param>
internal sealed record WindowLength(TimeSpan Length, long MinRows, TimeSpan? Season = null)
{
    /// <summary>A window of at least so long and of whole seasons.</summary>
    public static WindowLength Of(TimeSpan window, long minRows, TimeSpan? season)
    {
        if (season is not { } step) return new(window, minRows);
        var seasons = Math.Max(1, (window.Ticks + step.Ticks - 1) / step.Ticks);
        return new(TimeSpan.FromTicks(seasons * step.Ticks), minRows, step);
    }

    /// <summary>When a window that began then is over, if it then has rows; it was extended so many times by a season.</summary>
    public DateTimeOffset Due(DateTimeOffset start, int extensions) => start + Length + (Season ?? TimeSpan.Zero) * extensions;
}
