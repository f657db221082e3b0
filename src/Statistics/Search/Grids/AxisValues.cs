namespace Modelwright.Statistics.Search.Grids;

/// <summary>The values of one parameter in a grid.</summary>
internal sealed record AxisValues(long Count, Func<long, string> At);
