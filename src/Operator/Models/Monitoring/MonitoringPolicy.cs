using System.Globalization;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Operator.Models.Planning;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>Whether it is time to read the model servers, whom, and what the status says of what they counted.</summary>
internal static class MonitoringPolicy
{
    private const int MaxServers = 64;

    /// <summary>Decides.</summary>
    /// <param name="observed">What was seen.</param>
    /// <param name="serving">The revision whose requests are watched: the one that serves, not one on trial.</param>
    public static MonitoringOutcome Decide(ModelObserved observed, RevisionView? serving)
    {
        if (observed.Model.Spec.Monitoring is not { } spec || (spec.Drift ?? spec.DataQuality ?? (object?)spec.Performance) is null)
            return MonitoringOutcome.None;
        var settings = MonitoringSettings.Of(spec);
        var memory = observed.Monitoring?.Record.Revision == serving?.Name ? observed.Monitoring : null;
        var record = memory?.Record
            ?? (CheckpointText.Read(observed.Checkpoint) is { } seed && seed.Revision == serving?.Name ? seed : null);
        var outcome = MonitoringStatus.Of(observed, settings, serving, memory, record);
        var checkpoint = memory?.Checkpoint ?? observed.Checkpoint;
        outcome = outcome with
        {
            Effects = [.. MonitoringEvents.Of(observed.Model, outcome)],
            Checkpoint = checkpoint is null ? null : CheckpointMap.Build(observed.Model, checkpoint),
        };
        if (serving is null || !Ready(observed).Any(pod => pod.Revision == serving.Name)) return outcome;
        if (memory is not null && memory.AskedTime + settings.Interval > observed.Now)
            return outcome with { WakeTime = memory.AskedTime + settings.Interval };
        var task = Task(observed, serving, spec, memory is null ? observed.Checkpoint : null);
        return outcome with { Effects = [.. outcome.Effects, FeatureTaker.Effect(task)], WakeTime = observed.Now + settings.Interval };
    }

    private static MonitoringTask Task(ModelObserved observed, RevisionView serving, ModelMonitoring spec, string? checkpoint)
    {
        var model = observed.Model.Metadata;
        var version = MonitoringStatus.Version(serving);
        return new()
        {
            Namespace = model.NamespaceProperty,
            Model = model.Name,
            Uid = model.Uid,
            Revision = serving.Name,
            Version = version,
            Evaluation = version is not null && observed.Version?.Metadata.Name == version ? Evaluation(observed) : null,
            Monitoring = spec,
            Servers = [.. Ready(observed).OrderByDescending(pod => pod.Revision == serving.Name)
                .ThenBy(pod => pod.Name, StringComparer.Ordinal).Take(MaxServers)
                .Select(pod => new MonitoredServer(pod.Uid, pod.Address!, pod.Revision, pod.CreatedTime))],
            Pods = [.. observed.Pods.Select(pod => pod.Uid)],
            Checkpoint = checkpoint,
        };
    }

    private static EvaluationFigures Evaluation(ModelObserved observed)
    {
        var spec = observed.Version!.Spec;
        var (accuracy, error) = (Figure("accuracy"), Figure("mae"));
        return new(accuracy is >= 0 and <= 1 ? 1 - accuracy : null, error is > 0 ? error : null, spec.Evaluation?.Rows ?? 0);

        double? Figure(string name) => spec.Metrics?.TryGetValue(name, out var text) == true
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
    }

    private static IEnumerable<PodFact> Ready(ModelObserved observed) =>
        observed.Pods.Where(pod => pod is { Ready: true, Deleting: false, Address: not null });
}
