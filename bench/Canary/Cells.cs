using System.Globalization;
using Modelwright.Statistics.Tests.Sequential.Simulation;

namespace Modelwright.Bench.Canary;

/// <summary>What is simulated.</summary>
internal static class Cells
{
    /// <summary>The chance of error that is promised.</summary>
    public const double Alpha = 0.05;

    /// <summary>Requests per minute.</summary>
    public static readonly double[] PerMinute = [60, 600, 6_000];

    private static readonly double[] Rates = [0.005, 0.01];

    /// <summary>Traffic per minute and error rate of the stable revision.</summary>
    public static IEnumerable<CanaryTraffic> Traffic(double ratio) =>
        from perMinute in PerMinute
        from rate in Rates
        select new CanaryTraffic(perMinute, rate, ratio);

    /// <summary>The first columns of a row.</summary>
    public static string Name(CanaryTraffic traffic) => string.Create(CultureInfo.InvariantCulture,
        $"{traffic.RequestsPerMinute:#,0} | {100 * traffic.ErrorRate:0.#} %");

    /// <summary>Shares of Harmful, NonInferior and, what is left, Inconclusive.</summary>
    public static string Verdicts(double harmful, double nonInferior) => string.Create(CultureInfo.InvariantCulture,
        $"{100 * harmful:0.0}, {100 * nonInferior:0.0}, {100 * Math.Max(0, 1 - harmful - nonInferior):0.0} %");

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
