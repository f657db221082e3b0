using System.Globalization;
using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Sequential.Alarms;

namespace Modelwright.Bench.Drift;

/// <summary>Alarms of whole Models with daily windows, one false alarm a year allowed: how rare false ones are, how fast others.</summary>
internal sealed class YearTable(int days, int repeats)
{
    private const int ReferenceRows = 10_000;
    private const int Rows = 1_000;
    private static readonly double AlarmAt = WindowDetector.AlarmAt(TimeSpan.FromDays(1), 1);

    /// <summary>The most false alarms a year of the operator's rule.</summary>
    public double WorstFalse { get; private set; }

    public void Print()
    {
        Console.WriteLine("| features | what happens | by evidence over windows | any PSI > 0.1 | any PSI > 0.2 |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var features in (int[])[10, 50])
        {
            False(features, 0, "nothing: alarms a year");
            False(features, 0.1, "all features at the tolerance 0.1: alarms a year");
            foreach (var psi in (double[])[0.2, 0.3, 0.5]) Detected(features, psi);
        }
    }

    private void False(int features, double psi, string what)
    {
        var random = RandomStream.Of((ulong)features, (ulong)(psi * 100));
        var (references, shares) = (References(features, random), Shape.Deciles.At(psi));
        var (alarms, detector) = (new int[3], new WindowDetector(0));
        for (var day = 0; day < days; day++)
        {
            var (values, greatest) = Window(references, _ => shares, random);
            detector = detector.Add(WindowDetector.OfPValues(values));
            if (detector.Evidence >= AlarmAt) (detector, alarms[0]) = (new(0), alarms[0] + 1);
            alarms[1] += greatest > 0.1 ? 1 : 0;
            alarms[2] += greatest > 0.2 ? 1 : 0;
        }

        WorstFalse = Math.Max(WorstFalse, alarms[0] * 365.25 / days);
        Line(features, what, alarms.Select(count => (count * 365.25 / days).ToString("0.0", CultureInfo.InvariantCulture)));
    }

    private void Detected(int features, double psi)
    {
        var shares = Shape.Deciles.At(psi);
        var waits = new List<int>[] { [], [], [] };
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var random = RandomStream.Of((ulong)(features * 1_000 + repeat), (ulong)(psi * 100));
            var references = References(features, random);
            var (found, detector) = (new int?[3], new WindowDetector(1));
            for (var day = 1; day <= 60 && found.Any(wait => wait is null); day++)
            {
                var (values, greatest) = Window(references, feature => feature == 0 ? shares : Shape.Deciles.Shares, random);
                detector = detector.Add(WindowDetector.OfPValues(values));
                if (detector.Evidence >= AlarmAt) found[0] ??= day;
                if (greatest > 0.1) found[1] ??= day;
                if (greatest > 0.2) found[2] ??= day;
            }

            for (var rule = 0; rule < 3; rule++) waits[rule].Add(found[rule] ?? 61);
        }

        Line(features, string.Create(CultureInfo.InvariantCulture, $"one feature at {psi}: days to the alarm, median (share within 60)"),
            waits.Select(Wait));
    }

    private static string Wait(List<int> waits)
    {
        var (median, found) = (waits.Order().ElementAt(waits.Count / 2), waits.Count(days => days <= 60) / (double)waits.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{(median <= 60 ? median : "over 60")} ({found:0.00})");
    }

    private static long[][] References(int features, RandomStream random) =>
        [.. Enumerable.Range(0, features).Select(_ => Shape.Draw(Shape.Deciles.Shares, ReferenceRows, random))];

    private static (double[] Values, double Greatest) Window(long[][] references, Func<int, double[]> shares, RandomStream random)
    {
        var (values, greatest) = (new double[references.Length], 0.0);
        for (var feature = 0; feature < references.Length; feature++)
        {
            var (psi, _, p) = Rule.Compare(references[feature], Shape.Draw(shares(feature), Rows, random));
            (values[feature], greatest) = (p, Math.Max(greatest, psi));
        }

        return (values, greatest);
    }

    private static void Line(int features, string what, IEnumerable<string> figures) =>
        Console.WriteLine($"| {features} | {what} | {string.Join(" | ", figures)} |");
}
