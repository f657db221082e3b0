namespace Modelwright.Statistics.Profiles;

/// <summary>A column to profile.</summary>
/// <param name="Name">The column's name; unique in a table.</param>
/// <param name="Kind">How its values are counted.</param>
public sealed record ColumnSpec(string Name, ColumnKind Kind = ColumnKind.Auto);
