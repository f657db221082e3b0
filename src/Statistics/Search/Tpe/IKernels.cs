using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Search.Tpe;

/// <summary>One density per observation and a prior, over one parameter.</summary>
internal interface IKernels
{
    /// <summary>A draw from a kernel, in the parameter's own coordinate.</summary>
    double Draw(int kernel, RandomStream random);

    /// <summary>The log density of a kernel at a value; for integers and categories the log of the probability.</summary>
    double LogDensity(int kernel, double value);
}
