namespace Modelwright.Statistics.Search.Tpe;

/// <summary>Standard deviations of the observations' kernels.</summary>
internal static class KernelWidths
{
    // Optuna's SIGMA0_MAGNITUDE of the multivariate estimator.
    private const double JointMagnitude = 0.2;

    /// <summary>
    /// For a parameter on its own: the greater of the gaps to both neighbours, the middle of the range (the prior) counting as one; the
    /// outermost look
    /// only inwards.
    /// </summary>
    public static double[] ByGaps(NumericDomain domain, double[] observations)
    {
        var count = observations.Length;
        double[] points = [.. observations, domain.Middle];
        var order = Enumerable.Range(0, count + 1).OrderBy(i => points[i]).ToArray();
        var widths = new double[count];
        for (var place = 0; place <= count; place++)
        {
            if (order[place] == count)
                continue;
            var here = points[order[place]];
            var left = place > 0 ? here - points[order[place - 1]] : count >= 1 ? double.NegativeInfinity : here - domain.Low;
            var right = place < count ? points[order[place + 1]] - here : count >= 1 ? double.NegativeInfinity : domain.High - here;
            widths[order[place]] = Clipped(domain, Math.Max(left, right), count + 1);
        }
        return widths;
    }

    /// <summary>For parameters modelled together: one width, 0.2·n^(−1/(d+4)) of the range (Scott's rule).</summary>
    public static double[] Joint(NumericDomain domain, int count, int dimensions)
    {
        var widths = new double[count];
        Array.Fill(widths,
            Clipped(domain, JointMagnitude * Math.Pow(Math.Max(count, 1), -1.0 / (dimensions + 4)) * domain.Width, count + 1));
        return widths;
    }

    // "Magic clipping": no kernel so narrow that a handful of observations would close the search.
    private static double Clipped(NumericDomain domain, double width, int kernels) =>
        Math.Clamp(width, domain.Width / Math.Min(100, 1 + kernels), domain.Width);
}
