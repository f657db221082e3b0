namespace Modelwright.Statistics.Multiplicity;

/// <summary>
/// Many tests at once: the p-values that bound the share of false discoveries (Benjamini and Hochberg, Journal of the Royal Statistical
/// Society B, 1995). Of tests that all have nothing to find, the smallest adjusted p-value is below α with a chance of at most α
/// where the p-values are independent or positively dependent (PRDS; Benjamini and Yekutieli, Annals of Statistics, 2001); under any
/// other dependence the chance can be up to 1 + 1/2 + … + 1/m times as high.
/// </summary>
public static class BenjaminiHochberg
{
    /// <summary>The adjusted p-values in the order given: min over j ≥ i of p₍ⱼ₎·n/j, at most 1.</summary>
    /// <param name="pValues">Each in [0, 1].</param>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        var order = new int[pValues.Length];
        for (var i = 0; i < order.Length; i++)
        {
            if (!(pValues[i] is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(pValues), pValues[i], "a p-value is between 0 and 1");
            order[i] = i;
        }
        var keys = pValues.ToArray();
        Array.Sort(keys, order);
        var adjusted = new double[order.Length];
        var least = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, keys[rank - 1] * order.Length / rank);
            adjusted[order[rank - 1]] = least;
        }
        return adjusted;
    }
}
