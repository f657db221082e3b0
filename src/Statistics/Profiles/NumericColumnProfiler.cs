using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Profiles;

/// <summary>Moments and extremes of all values; quantile bins of all, or of a uniform sample (algorithm R, Vitter 1985).</summary>
internal sealed class NumericColumnProfiler(string name, ProfileOptions options, int index) : ColumnProfiler(name)
{
    private readonly RandomStream _random = RandomStream.Of(options.Seed, (ulong)index);
    private readonly List<double> _sample = [];
    private long _finite, _nan, _infinite, _invalid;
    private double _min = double.PositiveInfinity, _max = double.NegativeInfinity, _mean, _squares;

    public override ColumnProfile Build()
    {
        var sorted = _sample.ToArray();
        Array.Sort(sorted);
        var edges = QuantileBins.Edges(sorted, options.Bins, options.SinglePrecision);
        return new(Name, Missing)
        {
            Numeric = new(edges, QuantileBins.Count(edges, sorted), sorted.Length, _finite)
            {
                NaN = _nan,
                Infinite = _infinite,
                Invalid = _invalid,
                Min = _finite > 0 ? _min : null,
                Max = _finite > 0 ? _max : null,
                Mean = _finite > 0 ? Bounded(_mean) : null,
                StandardDeviation = _finite > 0 ? Bounded(Math.Sqrt(_squares / _finite)) : null,
                SinglePrecision = options.SinglePrecision,
            },
        };
    }

    private protected override void AddText(string text)
    {
        if (NumericText.TryParse(text, out var value))
            AddNumber(value);
        else
            _invalid++;
    }

    private protected override void AddNumber(double value)
    {
        if (options.SinglePrecision)
            value = (float)value;
        if (double.IsNaN(value))
            _nan++;
        else if (double.IsInfinity(value))
            _infinite++;
        else
            AddFinite(value == 0 ? 0 : value);
    }

    private void AddFinite(double value)
    {
        _finite++;
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
        // Welford's update: no cancellation for values far from zero.
        var delta = value - _mean;
        _mean += delta / _finite;
        _squares += delta * (value - _mean);
        if (_sample.Count < options.SampledValues)
            _sample.Add(value);
        else if (_random.NextBelow((ulong)_finite) is var place && place < (ulong)_sample.Count)
            _sample[(int)place] = value;
    }

    // Values near the largest double overflow the sums; JSON has no number for that.
    private static double? Bounded(double value) => double.IsFinite(value) ? value : null;
}
