using System.Numerics;
using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Search.Grids;

/// <summary>
/// The points of a finite space, numbered without gaps or repeats: each parameter is a tree of its own values and, under each, of the
/// parameters that exist only then.
/// </summary>
internal sealed class GridPoints
{
    private readonly IReadOnlyList<GridAxis> _roots;

    private GridPoints(IReadOnlyList<GridAxis> roots) => (_roots, Size) = (roots, GridAxis.Product(roots));

    /// <summary>How many points there are.</summary>
    public BigInteger Size { get; }

    /// <summary>The points of a grid; every real number becomes a few.</summary>
    public static GridPoints Of(SearchSpace space, GridOptions options) =>
        new(GridAxis.Children(space, null, null, parameter => Values(parameter, options)));

    /// <summary>Every point of a space without real numbers; null when it has some.</summary>
    public static GridPoints? AllOf(SearchSpace space) => space.Parameters.Any(parameter => parameter.Cardinality is null)
        ? null
        : new(GridAxis.Children(space, null, null, parameter => new(parameter.Cardinality!.Value, parameter.ValueAt)));

    public Assignment At(BigInteger index)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        GridAxis.Write(_roots, index, values);
        return new(values);
    }

    private static AxisValues Values(Parameter parameter, GridOptions options)
    {
        var named = options.Points.TryGetValue(parameter.Name, out var points);
        return parameter switch
        {
            DoubleParameter real => Listed(named ? points : options.DoublePoints, real.At),
            IntParameter integer when named => Listed(points, part => integer.Scale == Scale.Log
                ? integer.Text(Math.Exp(Math.Log(integer.Min) + (Math.Log(integer.Max) - Math.Log(integer.Min)) * part))
                : integer.Text(integer.Min + (double)(integer.Last - integer.Min) * part)),
            _ => new(parameter.Cardinality!.Value, parameter.ValueAt),
        };
    }

    // Rounding to integers may make neighbours equal.
    private static AxisValues Listed(int points, Func<double, string> at)
    {
        var values = Enumerable.Range(0, points).Select(i => at(points == 1 ? 0.5 : (double)i / (points - 1))).Distinct().ToList();
        return new(values.Count, index => values[(int)index]);
    }
}
