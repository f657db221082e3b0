namespace Modelwright.Agent.Profiles;

/// <summary>A table that is read row by row, once.</summary>
/// <param name="Columns">The names.</param>
/// <param name="Rows">A cell's text for each column, or null.</param>
internal sealed record RowTable(IReadOnlyList<string> Columns, IEnumerable<string?[]> Rows)
{
    /// <summary>Columns of a table.</summary>
    public const int MaxColumns = 1_000;
}
