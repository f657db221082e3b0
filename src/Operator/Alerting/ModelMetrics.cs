using System.Globalization;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Metrics;
using Prometheus;

namespace Modelwright.Operator.Alerting;

/// <summary>
/// What every Model's status says, as series in the operator's registry: a fixed number per Model, gone when it is gone. What is not known
/// has no series.
/// </summary>
public sealed class ModelMetrics
{
    private readonly Gauge ready;
    private readonly Gauge available;
    private readonly Gauge replicas;
    private readonly Gauge readyReplicas;
    private readonly Gauge ratio;
    private readonly Gauge violations;
    private readonly Gauge progress;
    private readonly Gauge created;
    private readonly StateGauge<ModelPhase> phase;
    private readonly StateGauge<DriftState> drift;
    private readonly StateGauge<DataQualityState> quality;
    private readonly StateGauge<PerformanceState> performance;
    private readonly StateGauge<RolloutPhase> rollout;

    /// <summary>Registers the series.</summary>
    public ModelMetrics(RuntimeMetrics metrics)
    {
        var factory = Metrics.WithCustomRegistry(metrics.Registry);
        Gauge Make(string name, string help) => factory.CreateGauge(name, help, "model_namespace", "model");
        ready = Make(ModelSeries.Ready, "1 while the wanted revision serves all requests");
        available = Make(ModelSeries.Available, "1 while requests are answered");
        replicas = Make(ModelSeries.Replicas, "Replicas that exist");
        readyReplicas = Make(ModelSeries.ReadyReplicas, "Replicas that answer requests");
        ratio = Make(ModelSeries.DriftRatio, "The largest drift of a feature, divided by its threshold");
        violations = Make(ModelSeries.Violations, "Violations of data quality in the last window");
        progress = Make(ModelSeries.RolloutProgress, "When the rollout under way last took a step; absent while it is paused");
        created = Make(ModelSeries.Created, "When the serving revision was made");
        phase = new(factory, ModelSeries.Phase, "1 for the phase that the Model is in", "phase");
        drift = new(factory, ModelSeries.Drift, "1 for the state of drift", "state");
        quality = new(factory, ModelSeries.Quality, "1 for the state of data quality", "state");
        performance = new(factory, ModelSeries.Performance, "1 for the state of measured performance", "state");
        rollout = new(factory, ModelSeries.Rollout, "1 for what the rollout is doing", "phase");
    }

    /// <summary>Takes over what a status says.</summary>
    public void Set(ObjectKey model, ModelStatus status)
    {
        var labels = LabelsOf(model);
        Put(ready, labels, Condition(status, ModelConditions.Ready));
        Put(available, labels, Condition(status, ModelConditions.Available));
        Put(replicas, labels, status.Replicas ?? 0);
        Put(readyReplicas, labels, status.ReadyReplicas ?? 0);
        Put(ratio, labels, Ratio(status.Drift));
        Put(violations, labels, status.DataQuality is { } found ? found.Violations?.Count ?? 0 : null);
        var going = status.Rollout is { Phase: RolloutPhase.Stepping or RolloutPhase.Promoting, PausedTime: null } ? status.Rollout : null;
        Put(progress, labels, Seconds(going?.StepStartTime ?? going?.StartTime));
        Put(created, labels, Seconds(status.Revisions?.FirstOrDefault(item => item.Name == status.StableRevision)?.CreatedTime));
        phase.Set(labels, status.Phase);
        drift.Set(labels, status.Drift?.State);
        quality.Set(labels, status.DataQuality?.State);
        performance.Set(labels, status.Performance?.State);
        rollout.Set(labels, status.Rollout?.Phase);
    }

    /// <summary>The Model is gone.</summary>
    public void Remove(ObjectKey model)
    {
        var labels = LabelsOf(model);
        foreach (var gauge in new[] { ready, available, replicas, readyReplicas, ratio, violations, progress, created })
            gauge.RemoveLabelled(labels);
        phase.Set(labels, null);
        drift.Set(labels, null);
        quality.Set(labels, null);
        performance.Set(labels, null);
        rollout.Set(labels, null);
    }

    private static string[] LabelsOf(ObjectKey model) => [model.Namespace ?? "", model.Name];

    private static void Put(Gauge gauge, string[] labels, double? value)
    {
        if (value is { } known) gauge.WithLabels(labels).Set(known);
        else gauge.RemoveLabelled(labels);
    }

    private static double? Condition(ModelStatus status, string type) =>
        status.Conditions?.FirstOrDefault(condition => condition.Type == type) is { } found ? found.Status == "True" ? 1 : 0 : null;

    private static double? Seconds(DateTimeOffset? time) => time?.ToUnixTimeSeconds();

    private static double? Ratio(DriftStatus? drift)
    {
        var ratios = (drift?.Features ?? []).Select(feature => Number(feature.Value) / Number(feature.Threshold)).OfType<double>()
            .Where(double.IsFinite).ToList();
        return ratios.Count == 0 ? null : ratios.Max();
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
