using System.Globalization;
using Modelwright.Statistics.Divergences;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Bench.Drift;

/// <summary>How often one feature is flagged in one window, by rows and true PSI, beside fixed thresholds.</summary>
internal sealed class WindowTable(int windows)
{
    private const int ReferenceRows = 10_000;
    private const int PerReference = 20;
    private static readonly double[] Truths = [0, 0.05, 0.1, 0.2, 0.3];

    /// <summary>The worst share of flagged windows at a true PSI of the tolerance or less.</summary>
    public double WorstFalse { get; private set; }

    public void Print()
    {
        var columns = Truths.Select(truth => $"PSI {truth.ToString(CultureInfo.InvariantCulture)}");
        Console.WriteLine($"| bins | rows | rule | {string.Join(" | ", columns)} |");
        Console.WriteLine("|---|---|---|" + string.Concat(Truths.Select(_ => "---|")));
        foreach (var shape in (Shape[])[Shape.Deciles, Shape.Skewed, Shape.Zipf])
            foreach (var rows in (int[])[50, 100, 200, 500, 1_000, 5_000])
                Row(shape, rows);
    }

    private void Row(Shape shape, int rows)
    {
        var flagged = new int[3, Truths.Length];
        for (var column = 0; column < Truths.Length; column++)
        {
            var (random, shares) = (RandomStream.Of((ulong)(rows * 10 + column), (ulong)shape.Shares.Length), shape.At(Truths[column]));
            long[] reference = [];
            for (var window = 0; window < windows; window++)
            {
                if (window % PerReference == 0) reference = Shape.Draw(shape.Shares, ReferenceRows, random);
                var counts = Shape.Draw(shares, rows, random);
                var (psi, threshold, _) = Rule.Compare(reference, counts);
                var plain = Divergence.Psi(reference, counts);
                flagged[0, column] += psi > threshold ? 1 : 0;
                flagged[1, column] += plain > 0.1 ? 1 : 0;
                flagged[2, column] += plain > 0.2 ? 1 : 0;
            }

            if (Truths[column] <= 0.1) WorstFalse = Math.Max(WorstFalse, (double)flagged[0, column] / windows);
        }

        string[] rules = ["by sample size", "PSI > 0.1", "PSI > 0.2"];
        for (var rule = 0; rule < rules.Length; rule++)
        {
            var shares = Enumerable.Range(0, Truths.Length)
                .Select(column => ((double)flagged[rule, column] / windows).ToString("0.000", CultureInfo.InvariantCulture));
            Console.WriteLine($"| {shape.Name} | {rows} | {rules[rule]} | {string.Join(" | ", shares)} |");
        }
    }
}
