using System.Globalization;
using Modelwright.Statistics.Tests.Sequential.Simulation;

namespace Modelwright.Bench.Canary;

/// <summary>Rules beside each other on the same rollouts: 5, 10, 25, 50 % for ten minutes each.</summary>
internal sealed class RollbackTable(int rollouts)
{
    private const int Minutes = 40;

    private static readonly double[] Ratios = [1, 1.5, 2, 3];

    private static readonly (string Name, string Key, Func<IRollbackRule> Make)[] Rules =
    [
        ("evidence", "evidence", () => new EvidenceRule(new() { Alpha = Cells.Alpha })),
        ("ratio > 1.2", "ratioRule", () => new RatioRule()),
        ("99 %, 5 strikes", "fixedThreshold", () => new StrikesRule()),
        ("z each minute", "peekingZ", () => new PeekingRule()),
    ];

    /// <summary>The largest share of false rollbacks by the evidence.</summary>
    public double WorstFalseRollback { get; private set; }

    /// <summary>Least and largest share of false rollbacks by each of the other rules.</summary>
    public SortedDictionary<string, double[]> FalseRollbackOfOthers { get; } = [];

    /// <summary>Share found by the evidence, by requests per minute, error rate and ratio.</summary>
    public SortedDictionary<string, double> Detected { get; } = [];

    /// <summary>Simulates and prints, a table for each true ratio, and one with an outage.</summary>
    public void Print()
    {
        Console.WriteLine($"share rolled back within {Minutes} minutes, median minute");
        Console.WriteLine();
        foreach (var ratio in Ratios)
            Print(string.Create(CultureInfo.InvariantCulture, $"canary's error rate {ratio}× the stable one's"), Cells.Traffic(ratio));
        Print("no true difference; for three minutes both fail 30 % of their requests",
            Cells.Traffic(ratio: 1).Select(traffic => traffic with { OutageRate = 0.3 }));
    }

    private void Print(string title, IEnumerable<CanaryTraffic> traffics)
    {
        Console.WriteLine(title);
        Console.WriteLine();
        Console.WriteLine($"| requests/min | error rate | {string.Join(" | ", Rules.Select(rule => rule.Name))} |");
        Console.WriteLine($"|---|---|{string.Concat(Rules.Select(_ => "---|"))}");
        foreach (var traffic in traffics)
        {
            var studies = RollbackStudy.Of(traffic, Minutes, rollouts, seed: 1, [.. Rules.Select(rule => rule.Make)]);
            Console.WriteLine($"| {Cells.Name(traffic)} | {string.Join(" | ", studies.Select(Text))} |");
            Note(traffic, studies);
        }
        Console.WriteLine();
    }

    private void Note(CanaryTraffic traffic, RollbackStudy[] studies)
    {
        if (traffic.Ratio > 1)
        {
            Detected[string.Create(CultureInfo.InvariantCulture, $"{traffic.RequestsPerMinute}/{traffic.ErrorRate}/{traffic.Ratio}")] =
                studies[0].Share;
            return;
        }
        WorstFalseRollback = Math.Max(WorstFalseRollback, studies[0].Share);
        foreach (var (rule, study) in Rules.Zip(studies).Skip(1))
        {
            var (least, most) = FalseRollbackOfOthers.TryGetValue(rule.Key, out var range) ? (range[0], range[1]) : (1, 0);
            FalseRollbackOfOthers[rule.Key] = [Math.Min(least, study.Share), Math.Max(most, study.Share)];
        }
    }

    private static string Text(RollbackStudy study) =>
        Cells.Percent(study.Share) + (study.MedianMinute is { } minute ? $", {minute}" : "");
}
