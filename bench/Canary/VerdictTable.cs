using System.Globalization;
using Modelwright.Statistics.Sequential;
using Modelwright.Statistics.Tests.Sequential.Simulation;

namespace Modelwright.Bench.Canary;

/// <summary>First verdicts of longer rollouts, which stay at 50 % from minute 31 on, with and without an absolute limit.</summary>
internal sealed class VerdictTable(int rollouts)
{
    private const int Minutes = 120;

    private static readonly RateComparisonOptions Plain = new() { Alpha = Cells.Alpha };

    /// <summary>The largest share of Harmful with no true difference.</summary>
    public double WorstFalseHarm { get; private set; }

    /// <summary>The largest share of NonInferior at 1.5 times the error rate, the first that is not tolerated.</summary>
    public double WorstFalseNonInferiority { get; private set; }

    /// <summary>Simulates and prints.</summary>
    public void Print()
    {
        Console.WriteLine($"first verdict within {Minutes} minutes: harmful, non-inferior, inconclusive; median minute");
        Console.WriteLine();
        Console.WriteLine("| requests/min | error rate | 1× | 1.5× | 2× | 3× |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var traffic in Cells.Traffic(ratio: 1))
        {
            var cells = new[] { 1, 1.5, 2, 3 }.Select(ratio => Study(traffic with { Ratio = ratio }, Plain)).ToArray();
            WorstFalseHarm = Math.Max(WorstFalseHarm, cells[0].Harmful);
            WorstFalseNonInferiority = Math.Max(WorstFalseNonInferiority, cells[1].NonInferior);
            Console.WriteLine($"| {Cells.Name(traffic)} | {string.Join(" | ", cells.Select(Text))} |");
        }
        Console.WriteLine();
        Console.WriteLine("the same with an absolute limit of 1 % on the canary's error rate (the two rates: stable's, canary's)");
        Console.WriteLine();
        Console.WriteLine("| requests/min | no failures at all | 0.1 % and 0.1 % | 0.1 % and 3 % |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var perMinute in Cells.PerMinute)
        {
            var cells = new[] { (0.0, 1.0), (0.001, 1), (0.001, 30) }
                .Select(cell => Study(new(perMinute, cell.Item1, cell.Item2), Plain with { AbsoluteLimit = 0.01 }));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {perMinute:#,0} | {string.Join(" | ", cells.Select(Text))} |"));
        }
        Console.WriteLine();
    }

    private VerdictStudy Study(CanaryTraffic traffic, RateComparisonOptions options) =>
        VerdictStudy.Of(traffic, options, Minutes, rollouts, seed: 2);

    private static string Text(VerdictStudy study) =>
        Cells.Verdicts(study.Harmful, study.NonInferior) + (study.MedianMinute is { } minute ? $"; {minute}" : "");
}
