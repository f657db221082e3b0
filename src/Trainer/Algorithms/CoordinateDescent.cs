namespace Modelwright.Trainer.Algorithms;

/// <summary>One least-squares problem with elastic-net penalties and the weights found so far.</summary>
internal sealed class CoordinateDescent
{
    private readonly double[][] _columns;
    private readonly double[] _means;
    private readonly double[] _squares;
    private readonly double[] _targets;
    private readonly double[] _residuals;
    private readonly double _targetMean;
    private readonly double _l1;
    private readonly double _l2;

    public CoordinateDescent(float[][] features, float[] targets, double l1, double l2)
    {
        (_l1, _l2) = (l1, l2);
        var width = features[0].Length;
        _columns = [.. Enumerable.Range(0, width).Select(j => Array.ConvertAll(features, row => (double)row[j]))];
        _means = Array.ConvertAll(_columns, column => column.Average());

        // Centred columns and targets make the intercept drop out, unpenalized.
        for (var j = 0; j < width; j++) _columns[j] = Array.ConvertAll(_columns[j], x => x - _means[j]);
        _squares = Array.ConvertAll(_columns, column => column.Average(x => x * x));
        _targetMean = targets.Average(y => (double)y);
        _targets = Array.ConvertAll(targets, y => y - _targetMean);
        _residuals = new double[targets.Length];
        Weights = new double[width];
    }

    /// <summary>One weight per feature.</summary>
    public double[] Weights { get; set; }

    /// <summary>Computes the residuals from the weights.</summary>
    public void Refresh()
    {
        _targets.CopyTo(_residuals, 0);
        for (var j = 0; j < Weights.Length; j++) Subtract(_columns[j], Weights[j]);
    }

    /// <summary>Minimizes over each weight once, in order; returns the largest change.</summary>
    public double Sweep()
    {
        var largest = 0d;
        for (var j = 0; j < Weights.Length; j++)
        {
            // A constant column says nothing, and its weight would divide by nothing.
            if (_squares[j] < 1e-12) continue;
            var column = _columns[j];
            var slope = 0d;
            for (var row = 0; row < column.Length; row++) slope += column[row] * _residuals[row];
            var partial = (slope / column.Length) + (_squares[j] * Weights[j]);
            var weight = Math.Sign(partial) * Math.Max(Math.Abs(partial) - _l1, 0) / (_squares[j] + _l2);
            var change = weight - Weights[j];
            if (change == 0) continue;
            Subtract(column, change);
            Weights[j] = weight;
            largest = Math.Max(largest, Math.Abs(change));
        }

        return largest;
    }

    /// <summary>What the weights predict with.</summary>
    public LinearRegressor Regressor() => new(
        Array.ConvertAll(Weights, w => (float)w), (float)(_targetMean - Weights.Zip(_means, (w, mean) => w * mean).Sum()));

    private void Subtract(double[] column, double weight)
    {
        if (weight == 0) return;
        for (var row = 0; row < column.Length; row++) _residuals[row] -= column[row] * weight;
    }
}
