using System.Globalization;
using Modelwright.Crds.Experiments;

namespace Modelwright.Operator.Experiments;

/// <summary>How an Experiment's runs are named.</summary>
internal static class RunNames
{
    /// <summary><c>EXPERIMENT-0001</c>; more digits where they are needed.</summary>
    public static string Of(string experiment, int number) => string.Create(CultureInfo.InvariantCulture, $"{experiment}-{number:D4}");

    /// <summary>The number of a run, or 0 when it is not one of the Experiment's.</summary>
    public static int Number(string experiment, string run) =>
        run.StartsWith(experiment + "-", StringComparison.Ordinal)
        && int.TryParse(run.AsSpan(experiment.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= ExperimentLimits.MaxRuns && Of(experiment, number) == run ? number : 0;
}
