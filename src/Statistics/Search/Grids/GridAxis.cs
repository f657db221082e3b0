using System.Numerics;
using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Search.Grids;

/// <summary>A parameter and, under each of its values, the parameters that exist only then.</summary>
internal sealed class GridAxis
{
    private readonly string _name;
    private readonly AxisValues _values;

    // Null when no parameter depends on this one: then values need not be enumerated.
    private readonly List<IReadOnlyList<GridAxis>>? _children;

    private GridAxis(SearchSpace space, Parameter parameter, Func<Parameter, AxisValues> valuesOf)
    {
        (_name, _values) = (parameter.Name, valuesOf(parameter));
        if (!space.Parameters.Any(other => other.ActiveWhen?.Parameter == parameter.Name))
        {
            Size = _values.Count;
            return;
        }
        _children = [];
        // Most values lead to the same parameters; these share one list, so that long chains stay small.
        var shared = new Dictionary<string, IReadOnlyList<GridAxis>>(StringComparer.Ordinal);
        for (var i = 0L; i < _values.Count; i++)
        {
            var value = _values.At(i);
            var active = string.Join(' ', Active(space, parameter.Name, value).Select(child => child.Name));
            if (!shared.TryGetValue(active, out var children))
                shared.Add(active, children = Children(space, parameter.Name, value, valuesOf));
            _children.Add(children);
        }
        Size = _children.Aggregate(BigInteger.Zero, (sum, children) => sum + Product(children));
    }

    /// <summary>Points of this parameter and all below it.</summary>
    public BigInteger Size { get; }

    public static BigInteger Product(IEnumerable<GridAxis> axes) => axes.Aggregate(BigInteger.One, (product, axis) => product * axis.Size);

    /// <summary>The parameters that exist under a value of another one; those without a condition when that is null.</summary>
    public static IReadOnlyList<GridAxis> Children(
        SearchSpace space, string? parent, string? value, Func<Parameter, AxisValues> valuesOf) =>
        [.. Active(space, parent, value).Select(parameter => new GridAxis(space, parameter, valuesOf))];

    /// <summary>Writes the point of an index; the last axis turns fastest.</summary>
    public static void Write(IReadOnlyList<GridAxis> axes, BigInteger index, Dictionary<string, string> values)
    {
        for (var i = axes.Count - 1; i >= 0; i--)
        {
            index = BigInteger.DivRem(index, axes[i].Size, out var rest);
            axes[i].Write(rest, values);
        }
    }

    private static IEnumerable<Parameter> Active(SearchSpace space, string? parent, string? value) => space.Parameters
        .Where(parameter => parameter.ActiveWhen?.Parameter == parent && (parent is null || parameter.ActiveWhen!.In.Contains(value!)));

    private void Write(BigInteger index, Dictionary<string, string> values)
    {
        if (_children is null)
        {
            values.Add(_name, _values.At((long)index));
            return;
        }
        for (var i = 0; i < _children.Count; i++)
        {
            var size = Product(_children[i]);
            if (index < size)
            {
                values.Add(_name, _values.At(i));
                Write(_children[i], index, values);
                return;
            }
            index -= size;
        }
    }
}
