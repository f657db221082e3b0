namespace Modelwright.Statistics.Search.Grids;

/// <summary>How fine a grid is. Categorical parameters and integers have all their values unless a number of points is given.</summary>
public sealed record GridOptions
{
    /// <summary>Points of a real number that <see cref="Points"/> does not name.</summary>
    public int DoublePoints { get; init; } = 5;

    /// <summary>Points by parameter, both ends included, evenly spaced on its scale.</summary>
    public IReadOnlyDictionary<string, int> Points { get; init; } = new Dictionary<string, int>();
}
