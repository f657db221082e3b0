using Modelwright.Operator.Models.Monitoring.Counting;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>A window that is not over yet.</summary>
/// <param name="Start">When it began.</param>
/// <param name="Counts">What was counted since, by column.</param>
public sealed record OpenWindow(DateTimeOffset Start, IReadOnlyDictionary<string, Tally> Counts)
{
    /// <summary>How many seasons were added because there were too few rows.</summary>
    public int Extensions { get; init; }

    /// <summary>Its rows: those of the column that has most.</summary>
    public long Rows => Counts.Count == 0 ? 0 : Counts.Values.Max(tally => tally.Rows);

    /// <summary>A window that begins.</summary>
    public static OpenWindow At(DateTimeOffset start) => new(start, new Dictionary<string, Tally>());

    /// <summary>With more counted.</summary>
    public OpenWindow Add(IReadOnlyDictionary<string, Tally> grown)
    {
        if (grown.Count == 0) return this;
        var counts = new Dictionary<string, Tally>(Counts, StringComparer.Ordinal);
        foreach (var (name, tally) in grown) counts[name] = counts.TryGetValue(name, out var known) ? known.Add(tally) : tally;
        return this with { Counts = counts };
    }

    /// <summary>Whether it is over, and if not, what it is now: a window that is due without rows goes on for another season.</summary>
    internal (bool Over, OpenWindow Window) At(DateTimeOffset now, WindowLength length)
    {
        if (now < length.Due(Start, Extensions)) return (false, this);
        if (Rows >= length.MinRows) return (true, this);
        if (length.Season is not { } season) return (false, this);
        var more = (int)Math.Min(10_000, (now - length.Due(Start, Extensions)).Ticks / season.Ticks + 1);
        return (false, this with { Extensions = Extensions + more });
    }
}
