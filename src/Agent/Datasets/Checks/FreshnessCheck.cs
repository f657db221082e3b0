using System.Globalization;

namespace Modelwright.Agent.Datasets.Checks;

/// <summary>The age of the newest row.</summary>
internal sealed class FreshnessCheck(TaskCheck check, int column, DateTimeOffset now) : RowCheck(check.Name, check.Severity)
{
    private readonly Broken _broken = new();
    private DateTimeOffset? _newest;

    /// <inheritdoc />
    public override void Add(string?[] row, RowPlace place)
    {
        if (row[column] is not { } cell) return;
        if (!CellText.TryTime(cell, out var time)) _broken.Add(cell, place);
        else if (!(_newest >= time)) _newest = time;
    }

    /// <inheritdoc />
    public override string? Finish()
    {
        if (_broken.Say($"are not {CellText.Plural(CellType.Time)}") is { } broken) return $"'{check.Column}': {broken}";
        if (_newest is not { } newest) return $"'{check.Column}' has no time in any row";
        var most = TimeSpan.FromSeconds(check.MaxAgeSeconds!.Value);
        return now - newest <= most ? null : string.Create(CultureInfo.InvariantCulture,
            $"'{check.Column}': the newest time is {newest.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}, {Shown(now - newest)} ago; ")
            + $"at most {Shown(most)} are allowed";
    }

    private static string Shown(TimeSpan age) => age switch
    {
        { TotalHours: >= 48 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0.#} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0.#} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0} seconds"),
    };
}
