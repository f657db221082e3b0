namespace Modelwright.Statistics.Search.Tpe;

/// <summary>
/// How much each observation counts: the latest 25 fully, older ones on a ramp from 1/n (Bergstra et al. 2013; Optuna's default_weights).
/// </summary>
internal static class ObservationWeights
{
    private const int Recent = 25;

    /// <summary>Weights of n observations, oldest first, not normalised.</summary>
    public static double[] Of(int n)
    {
        var weights = new double[n];
        Array.Fill(weights, 1);
        var older = n - Recent;
        for (var i = 0; i < older; i++)
            weights[i] = older == 1 ? 1.0 / n : 1.0 / n + (1 - 1.0 / n) * i / (older - 1);
        return weights;
    }
}
