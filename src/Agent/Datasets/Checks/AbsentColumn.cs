namespace Modelwright.Agent.Datasets.Checks;

/// <summary>A check of a column that the data does not have.</summary>
internal sealed class AbsentColumn(string name, string severity, string column, IReadOnlyList<string> columns) : RowCheck(name, severity)
{
    private const int Shown = 12;

    /// <inheritdoc />
    public override void Add(string?[] row, RowPlace place)
    {
    }

    /// <inheritdoc />
    public override string Finish() =>
        $"there is no column '{column}'; the data has {string.Join(", ", columns.Take(Shown))}"
        + (columns.Count > Shown ? $" and {columns.Count - Shown} more" : "");
}
