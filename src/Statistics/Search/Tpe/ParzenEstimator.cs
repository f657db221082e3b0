using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search.Tpe;

/// <summary>
/// A mixture of products of kernels over the parameters of a group: one component per trial that has them all, and the prior with weight 1.
/// </summary>
internal sealed class ParzenEstimator
{
    private readonly double[] _weights, _logWeights;
    private readonly IKernels[] _kernels;

    public ParzenEstimator(ParameterGroup group, IReadOnlyList<Trial> trials)
    {
        var parameters = group.Parameters;
        var observed = trials.Select(trial => Coordinates(parameters, trial.Parameters)).OfType<double[]>().ToList();
        double[] raw = [.. ObservationWeights.Of(observed.Count), 1];
        _weights = [.. raw.Select(weight => weight / raw.Sum())];
        _logWeights = [.. _weights.Select(weight => Math.Log(weight))];
        _kernels = [.. parameters
            .Select((parameter, place) => Kernels(parameter, [.. observed.Select(point => point[place])], parameters.Count))];
    }

    /// <summary>A draw, one coordinate per parameter.</summary>
    public double[] Draw(RandomStream random)
    {
        var component = random.NextIndex(_weights);
        return [.. _kernels.Select(kernels => kernels.Draw(component, random))];
    }

    /// <summary>The log density at a point.</summary>
    public double LogDensity(ReadOnlySpan<double> point)
    {
        var terms = new double[_weights.Length];
        for (var k = 0; k < terms.Length; k++)
        {
            terms[k] = _logWeights[k];
            for (var d = 0; d < _kernels.Length; d++)
                terms[k] += _kernels[d].LogDensity(k, point[d]);
        }
        var greatest = terms.Max();
        if (double.IsNegativeInfinity(greatest))
            return greatest;
        var sum = 0.0;
        foreach (var term in terms)
            sum += Math.Exp(term - greatest);
        return greatest + Math.Log(sum);
    }

    /// <summary>Null when a trial lacks one of the parameters, or has a value that is none of its.</summary>
    internal static double[]? Coordinates(IReadOnlyList<Parameter> parameters, IReadOnlyDictionary<string, string> values)
    {
        var point = new double[parameters.Count];
        for (var d = 0; d < point.Length; d++)
        {
            if (!values.TryGetValue(parameters[d].Name, out var text) || parameters[d].Problem(text) is not null)
                return null;
            point[d] = parameters[d] is CategoricalParameter categorical
                ? categorical.IndexOf(text)
                : NumericDomain.Of(parameters[d]).Read(text);
        }
        return point;
    }

    private static IKernels Kernels(Parameter parameter, double[] observations, int dimensions)
    {
        if (parameter is CategoricalParameter categorical)
            return new CategoricalKernels(categorical.Values.Count, [.. observations.Select(value => (int)value)]);
        var domain = NumericDomain.Of(parameter);
        return new NumericKernels(domain, observations,
            dimensions > 1 ? KernelWidths.Joint(domain, observations.Length, dimensions) : KernelWidths.ByGaps(domain, observations));
    }
}
