using System.Text.Json.Serialization;

namespace Modelwright.Statistics.Profiles;

/// <summary>
/// What a table looked like when it was the reference: per column, bins or categories and how many rows fell into each. Later tables are
/// counted into the same bins (<see cref="Counting.TableCounter"/>) and compared (<see cref="Statistics.Comparisons.ProfileComparer"/>).
/// Format: docs/profile.md.
/// </summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Columns">In the table's order; names are unique.</param>
public sealed record ReferenceProfile(long Rows, IReadOnlyList<ColumnProfile> Columns)
{
    /// <summary>The version of the format this code writes, and the only one it reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    [JsonPropertyOrder(-1)]
    public int ProfileVersion { get; init; } = CurrentVersion;

    /// <summary>The column of that name, or null.</summary>
    public ColumnProfile? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);
}
