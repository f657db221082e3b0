using System.Globalization;
using Modelwright.Statistics.Profiles;

namespace Modelwright.Agent.Datasets.Checks;

/// <summary>The share of rows whose cell holds a rule: has a value, lies in a range, is one of a list.</summary>
/// <param name="check">The check.</param>
/// <param name="column">The cell's place.</param>
internal sealed class ValueShareCheck(TaskCheck check, int column) : RowCheck(check.Name, check.Severity)
{
    private readonly HashSet<string> _values = new(check.Values ?? [], StringComparer.Ordinal);
    private readonly double? _min = Number(check.Min);
    private readonly double? _max = Number(check.Max);
    private readonly Broken _broken = new();
    private long _rows;

    /// <inheritdoc />
    public override void Add(string?[] row, RowPlace place)
    {
        var cell = row[column];

        // That a value is missing is the business of completeness alone.
        if (cell is null && check.Rule != CheckRule.Completeness) return;
        _rows++;
        if (!Holds(cell)) _broken.Add(cell, place);
    }

    /// <inheritdoc />
    public override string? Finish()
    {
        var least = check.Rule == CheckRule.Range ? 1 : _min ?? 1;
        if (_rows == 0) return check.Rule == CheckRule.Completeness && least > 0 ? "there are no rows" : null;
        var share = 1 - (double)_broken.Count / _rows;
        if (_broken.Count == 0 || share >= least) return null;
        var shares = least >= 1 ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; {share:0.####} of {_rows} rows are right, at least {least} must be");
        return $"'{check.Column}': {_broken.Say(Wrong())}{shares}";
    }

    private bool Holds(string? cell) => check.Rule switch
    {
        CheckRule.Completeness => cell is not null,
        CheckRule.Allowed => _values.Contains(cell!),
        _ => NumericText.TryParse(cell, out var value) && !(value < _min) && !(value > _max) && !double.IsNaN(value),
    };

    private string Wrong() => check.Rule switch
    {
        CheckRule.Completeness => "are missing",
        CheckRule.Allowed => "are not allowed",
        _ => (_min, _max) switch
        {
            ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"are not numbers from {low} to {high}"),
            ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"are not numbers from {low}"),
            (null, { } high) => string.Create(CultureInfo.InvariantCulture, $"are not numbers up to {high}"),
            _ => "are not numbers",
        },
    };

    private static double? Number(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
