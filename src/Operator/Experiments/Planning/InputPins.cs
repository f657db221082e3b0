using Modelwright.Crds.Experiments;
using Modelwright.Operator.Datasets;

namespace Modelwright.Operator.Experiments.Planning;

/// <summary>Decides once which versions of the data sets all runs read.</summary>
internal static class InputPins
{
    /// <summary>The versions; null while a Dataset has none.</summary>
    public static IReadOnlyList<PinnedInput>? Pin(ExperimentObserved observed, out string? missing)
    {
        missing = null;
        List<PinnedInput> pins = [.. observed.Experiment.Status?.Inputs ?? []];
        foreach (var input in observed.Experiment.Spec.Run.Inputs ?? [])
        {
            if (input.Dataset is not { } dataset || pins.Any(pin => pin.Name == input.Name)) continue;
            if (!observed.Datasets.TryGetValue(input.Name, out var version))
            {
                missing = $"input {input.Name}: {MissingData.Words(dataset.Name, dataset.Version, observed.AbsentDatasets)}";
                return null;
            }

            pins.Add(new() { Name = input.Name, Dataset = dataset.Name, Version = version });
        }

        return pins;
    }
}
