using Modelwright.Statistics.Randomness;

namespace Modelwright.Bench.Drift;

/// <summary>A feature's distribution over bins, and one that has a given true PSI from it.</summary>
internal sealed record Shape(string Name, double[] Shares)
{
    public static Shape Deciles { get; } = new("10 deciles", [.. Enumerable.Repeat(0.1, 10)]);

    /// <summary>One category has nine of ten rows, the rarest one of a thousand.</summary>
    public static Shape Skewed { get; } = new("8 skewed categories", [0.9, 0.05, 0.02, 0.01, 0.01, 0.006, 0.003, 0.001]);

    /// <summary>Categories as frequent as words.</summary>
    public static Shape Zipf { get; } = new("64 categories, 1/rank", Normalised(Enumerable.Range(1, 64).Select(rank => 1.0 / rank)));

    /// <summary>Shares that are tilted from bin to bin, by as much as makes the PSI.</summary>
    public double[] At(double psi)
    {
        var (low, high) = (0.0, 5.0);
        for (var i = 0; i < 80; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Psi(Tilted(middle)) < psi ? (middle, high) : (low, middle);
        }

        return Tilted(low);
    }

    /// <summary>Counts of so many rows.</summary>
    public static long[] Draw(double[] shares, int rows, RandomStream random)
    {
        var sums = new double[shares.Length];
        var sum = 0.0;
        for (var i = 0; i < shares.Length; i++) sums[i] = sum += shares[i];
        var counts = new long[shares.Length];
        for (var row = 0; row < rows; row++)
        {
            var place = Array.BinarySearch(sums, random.NextUnit() * sum);
            counts[Math.Min(place < 0 ? ~place : place, counts.Length - 1)]++;
        }

        return counts;
    }

    private double[] Tilted(double tilt) =>
        Normalised(Shares.Select((share, bin) => share * Math.Exp(tilt * bin / (Shares.Length - 1.0))));

    private double Psi(double[] shares) => Shares.Zip(shares, (p, q) => (p - q) * Math.Log(p / q)).Sum();

    private static double[] Normalised(IEnumerable<double> weights)
    {
        double[] all = [.. weights];
        var sum = all.Sum();
        return [.. all.Select(weight => weight / sum)];
    }
}
