using System.Globalization;
using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Search.Tpe;

/// <summary>
/// The coordinate in which a number is modelled: its logarithm on a log scale; integers reach half a step beyond both ends. Step is 0 where
/// the
/// coordinate is continuous.
/// </summary>
internal sealed record NumericDomain(double Low, double High, double Step, bool IsLog)
{
    public static NumericDomain Of(Parameter parameter) => parameter switch
    {
        DoubleParameter { Scale: Scale.Log } real => new(Math.Log(real.Min), Math.Log(real.Max), 0, true),
        DoubleParameter real => new(real.Min, real.Max, 0, false),
        IntParameter { Scale: Scale.Log } integer => new(Math.Log(integer.Min - 0.5), Math.Log(integer.Max + 0.5), 0, true),
        IntParameter integer => new(integer.Min - integer.Step / 2.0, integer.Last + integer.Step / 2.0, integer.Step, false),
        _ => throw new ArgumentException($"'{parameter.Name}' is not numeric", nameof(parameter)),
    };

    public double Width => High - Low;

    /// <summary>Where the prior is centred; not by the sum of the ends, which may be infinite.</summary>
    public double Middle => Low + Width / 2;

    public double Read(string text)
    {
        var value = double.Parse(text, CultureInfo.InvariantCulture);
        return Math.Clamp(IsLog ? Math.Log(value) : value, Low, High);
    }

    public string Write(Parameter parameter, double coordinate)
    {
        var value = IsLog ? Math.Exp(coordinate) : coordinate;
        return parameter is DoubleParameter real ? real.Text(value) : ((IntParameter)parameter).Text(value);
    }
}
