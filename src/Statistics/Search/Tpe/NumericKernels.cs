using Modelwright.Statistics.Distributions;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Search.Tpe;

/// <summary>
/// Normal kernels, cut off at the ends of the range: one per observation, and the prior in the middle, as wide as the range.
/// </summary>
internal sealed class NumericKernels : IKernels
{
    private readonly NumericDomain _domain;
    private readonly double[] _means, _deviations, _logMass;

    /// <summary>Kernels with deviations from <see cref="KernelWidths"/>.</summary>
    public NumericKernels(NumericDomain domain, double[] observations, double[] widths)
    {
        _domain = domain;
        _means = [.. observations, domain.Middle];
        _deviations = [.. widths, domain.Width];
        _logMass = [.. _means
            .Select((mean, k) => Math.Log(Normal.Between((domain.Low - mean) / _deviations[k], (domain.High - mean) / _deviations[k])))];
    }

    public double Draw(int kernel, RandomStream random)
    {
        // The mean lies in the range and the deviation is no wider, so at least a third of the draws are inside.
        while (true)
        {
            var value = _means[kernel] + _deviations[kernel] * Normal.Draw(random);
            if (value >= _domain.Low && value <= _domain.High)
                return value;
        }
    }

    public double LogDensity(int kernel, double value)
    {
        var (mean, deviation) = (_means[kernel], _deviations[kernel]);
        if (_domain.Step > 0)
        {
            var (low, high) = (Math.Max(_domain.Low, value - _domain.Step / 2), Math.Min(_domain.High, value + _domain.Step / 2));
            return Math.Log(Normal.Between((low - mean) / deviation, (high - mean) / deviation)) - _logMass[kernel];
        }
        var z = (value - mean) / deviation;
        return -z * z / 2 - Normal.LogRootTwoPi - Math.Log(deviation) - _logMass[kernel];
    }
}
