namespace Modelwright.Crds.Experiments;

/// <summary>Bounds that several fields of an Experiment share.</summary>
public static class ExperimentLimits
{
    /// <summary>Runs of one Experiment.</summary>
    public const int MaxRuns = 100000;

    /// <summary>Runs at the same time.</summary>
    public const int MaxParallelism = 256;

    /// <summary>Parameters that are searched.</summary>
    public const int MaxParameters = 32;

    /// <summary>Values of a categorical parameter.</summary>
    public const int MaxCategories = 64;

    /// <summary>Entries of <c>status.top</c>.</summary>
    public const int MaxTop = 10;

    /// <summary>The largest integer, 2^52: beyond it floating point no longer tells neighbours apart.</summary>
    public const long MaxInteger = 1L << 52;
}
