using System.Globalization;

namespace Modelwright.Agent.Datasets.Checks;

/// <summary>The number of rows.</summary>
internal sealed class RowCountCheck(TaskCheck check) : RowCheck(check.Name, check.Severity)
{
    private readonly long? _min = Number(check.Min);
    private readonly long? _max = Number(check.Max);
    private long _rows;

    /// <inheritdoc />
    public override void Add(string?[] row, RowPlace place) => _rows++;

    /// <inheritdoc />
    public override string? Finish() => _rows < _min ? $"there are {_rows} rows, fewer than {_min}"
        : _rows > _max ? $"there are {_rows} rows, more than {_max}" : null;

    private static long? Number(string? text) => text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);
}
