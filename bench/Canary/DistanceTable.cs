using System.Globalization;
using Modelwright.Statistics.Tests.Sequential.Simulation;

namespace Modelwright.Bench.Canary;

/// <summary>How many predictions it takes to judge a change of their distribution.</summary>
internal sealed class DistanceTable(int comparisons)
{
    private const int MostRows = 20_000;
    private const double Limit = 0.1;

    private static readonly double[] Distances = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5];

    /// <summary>The largest share of verdicts that were wrong: Harmful up to the limit, NonInferior from it on.</summary>
    public double WorstFalseVerdict { get; private set; }

    /// <summary>Simulates and prints.</summary>
    public void Print()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"predictions of ten categories, limit {Limit}: harmful, non-inferior, inconclusive after {MostRows:#,0}; median predictions"));
        Console.WriteLine();
        Console.WriteLine("| true distance | 5 % of the requests | 50 % of the requests |");
        Console.WriteLine("|---|---|---|");
        foreach (var distance in Distances)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {distance} | {Cell(distance, 19)} | {Cell(distance, 1)} |"));
        Console.WriteLine();
    }

    private string Cell(double distance, int stableRows)
    {
        var study = DistanceStudy.Of(distance, Limit, stableRows, MostRows, comparisons, seed: 3);
        if (distance <= Limit)
            WorstFalseVerdict = Math.Max(WorstFalseVerdict, study.Harmful);
        if (distance >= Limit)
            WorstFalseVerdict = Math.Max(WorstFalseVerdict, study.NonInferior);
        return Cells.Verdicts(study.Harmful, study.NonInferior)
            + (study.MedianRows is { } rows ? string.Create(CultureInfo.InvariantCulture, $"; {rows:#,0}") : "");
    }
}
