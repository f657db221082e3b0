namespace Modelwright.Crds.Models.Analysis;

/// <summary>Bounds and patterns that the schema and the operator share.</summary>
public static class AnalysisLimits
{
    /// <summary>The most metrics of an analysis.</summary>
    public const int MaxMetrics = 8;

    /// <summary>The most weights that evidence is kept for.</summary>
    public const int MaxStretches = 24;

    /// <summary>The most bins of a comparison of predictions.</summary>
    public const int MaxBins = 16;

    /// <summary>The most characters of the analysis' message.</summary>
    public const int MaxMessage = 1024;

    /// <summary>The most characters of one metric's message.</summary>
    public const int MaxMetricMessage = 256;

    /// <summary>A share above zero and below one.</summary>
    public const string SharePattern = @"^0\.0*[1-9][0-9]*$";

    /// <summary>A share from one half up to, and without, one.</summary>
    public const string QuantilePattern = @"^0\.[5-9][0-9]*$";

    /// <summary>A factor above one and below 100.</summary>
    public const string RatioPattern = @"^(1\.0*[1-9][0-9]*|[2-9](\.[0-9]+)?|[1-9][0-9](\.[0-9]+)?)$";

    /// <summary>A weight and four counts.</summary>
    public const string StretchPattern = "^[0-9]{1,3}( [0-9]{1,13}){4}$";
}
