namespace Modelwright.Statistics.Profiles.Counting;

internal sealed class NumericColumnCounter(string name, NumericProfile reference) : ColumnCounter(name)
{
    private readonly double[] _edges = [.. reference.Edges];
    private readonly long[] _bins = new long[reference.Edges.Count + 1];
    private long _below, _above, _nan, _infinite, _invalid;

    public override ColumnCounts Read() => new(Name, Rows, Missing)
    {
        Numeric = new([.. _bins]) { Below = _below, Above = _above, NaN = _nan, Infinite = _infinite, Invalid = _invalid },
    };

    private protected override void AddText(string text)
    {
        if (NumericText.TryParse(text, out var value))
            AddNumber(value);
        else
            _invalid++;
    }

    private protected override void AddNumber(double value)
    {
        if (reference.SinglePrecision)
            value = (float)value;
        if (double.IsNaN(value))
        {
            _nan++;
            return;
        }
        if (double.IsInfinity(value))
        {
            _infinite++;
            return;
        }
        _bins[QuantileBins.IndexOf(_edges, value)]++;
        if (value < reference.Min)
            _below++;
        else if (value > reference.Max)
            _above++;
    }
}
