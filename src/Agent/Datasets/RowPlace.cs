namespace Modelwright.Agent.Datasets;

/// <summary>Where a row stands.</summary>
/// <param name="File">The file, where there are several.</param>
/// <param name="Number">The row in it, from 1; names of columns do not count.</param>
internal readonly record struct RowPlace(string? File, long Number)
{
    /// <summary>For people.</summary>
    public override string ToString() => File is null ? $"row {Number}" : $"row {Number} of {File}";
}
