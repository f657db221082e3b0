using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Search.Tpe;

/// <summary>
/// One distribution over the categories per observation, each smoothed by its share of the prior, and the uniform prior itself.
/// </summary>
internal sealed class CategoricalKernels : IKernels
{
    private readonly int[] _observations;
    private readonly int _categories;
    private readonly double _rest, _own;

    public CategoricalKernels(int categories, int[] observations)
    {
        (_observations, _categories) = (observations, categories);
        var prior = 1.0 / (observations.Length + 1);
        _rest = prior / (1 + categories * prior);
        _own = (1 + prior) / (1 + categories * prior);
    }

    public double Draw(int kernel, RandomStream random)
    {
        var weights = new double[_categories];
        for (var i = 0; i < _categories; i++)
            weights[i] = Math.Exp(LogDensity(kernel, i));
        return random.NextIndex(weights);
    }

    public double LogDensity(int kernel, double value) => Math.Log(
        kernel == _observations.Length ? 1.0 / _categories : (int)value == _observations[kernel] ? _own : _rest);
}
