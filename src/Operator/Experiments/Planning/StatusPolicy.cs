using System.Globalization;
using System.Text.Json;
using Modelwright.Crds.Experiments;
using Modelwright.Operator.Experiments.Resources;
using Modelwright.Operator.Experiments.Searching;

namespace Modelwright.Operator.Experiments.Planning;

/// <summary>What the status shows of the runs.</summary>
internal static class StatusPolicy
{
    // Parameters can be long; all that the list shows of them together is less, and the best run's stand there twice.
    private const int MostBytes = 32 * 1024;

    /// <summary>The status with counts, hours and the best runs.</summary>
    public static ExperimentStatus Update(Experiment experiment, ExperimentStatus status, SearchState state)
    {
        var left = MostBytes;
        List<RankedRun> top = [];
        foreach (var trial in state.Top)
        {
            var record = state.Views.First(view => view.Record.Number == trial.Number).Record;
            var parameters = RunBody.Parameters(experiment.Spec, record).OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
            var length = parameters.Sum(pair => Bytes(pair.Key) + Bytes(pair.Value));
            top.Add(new()
            {
                Run = RunNames.Of(experiment.Metadata.Name, record.Number),
                Value = record.Value!,
                Step = record.Step,
                Parameters = length <= left ? parameters : null,
            });
            left -= Math.Min(left, length);
        }

        var hours = state.Hours(all: false).Select(pair => KeyValuePair.Create(pair.Key, Text(pair.Value)))
            .Where(pair => pair.Value != "0").ToDictionary(StringComparer.Ordinal);
        return status with
        {
            Runs = state.Counts(),
            ResourceHours = hours.Count == 0 ? null : hours,
            Best = top.FirstOrDefault(),
            Top = top.Count == 0 ? null : top,
        };
    }

    private static int Bytes(string text) => JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length + 4;

    private static string Text(decimal hours) => Math.Round(hours, 4).ToString("0.####", CultureInfo.InvariantCulture);
}
