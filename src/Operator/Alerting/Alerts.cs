using System.Globalization;

namespace Modelwright.Operator.Alerting;

/// <summary>
/// All alerts of a Model. The burn rates and their pairs of windows are those of the Site Reliability Workbook, chapter 5: 14.4 spends 2 %
/// of a month's error budget in an hour, 6 spends 5 % in six hours, 3 spends 10 % in a day.
/// </summary>
public static class Alerts
{
    private const string Critical = "critical";
    private const string Warning = "warning";

    /// <summary>The alerts.</summary>
    public static IReadOnlyList<Alert> Of(WatchedModel model) => [.. Service(model), .. Requests(model), .. States(model)];

    private static IEnumerable<Alert> Service(WatchedModel model)
    {
        var budget = 1 - model.Availability;
        var share = Number(model.Availability * 100);
        yield return new("ModelErrorBudgetBurnsFast", Critical,
            $"({Burns(model, "1h", 14.4 * budget)} and {Burns(model, "5m", 14.4 * budget)}) or "
            + $"({Burns(model, "6h", 6 * budget)} and {Burns(model, "30m", 6 * budget)})",
            "2m", "Errors use up the error budget within days",
            $"{{{{ $value | humanizePercentage }}}} of the requests end with an error of the server; {share} % are to be answered.");
        yield return new("ModelErrorBudgetBurnsSlowly", Warning,
            $"{Burns(model, "1d", 3 * budget)} and {Burns(model, "2h", 3 * budget)}",
            "15m", "Errors use up the error budget before its month is over",
            $"{{{{ $value | humanizePercentage }}}} of a day's requests ended with an error of the server; {share} % are to be answered.");
    }

    private static IEnumerable<Alert> Requests(WatchedModel model)
    {
        yield return new("ModelErrorRateHigh", Warning, $"{Recorded(model, Recordings.Errors("5m"))} > 0.05", "5m",
            "More than one request of twenty fails", "{{ $value | humanizePercentage }} of the requests end with an error of the server.");
        yield return new("ModelLatencyHigh", Warning,
            $"{Recorded(model, Recordings.Latency)} > {Number(model.Latency.TotalSeconds)}", "10m", "Answers are slow",
            $"One request of a hundred takes longer than {{{{ $value | humanizeDuration }}}}; {Number(model.Latency.TotalSeconds)}s are "
            + "tolerable.");
        yield return new("ModelSaturated", Warning,
            $"avg(modelserver_queue_size{{namespace=\"{model.Namespace}\",model_name=\"{model.Name}\"}}) > 8", "10m",
            "Requests queue up before the model", "On average {{ $value | humanize }} requests wait for a run in each replica.");
        yield return new("ModelUnavailable", Critical, $"max({State(model, ModelSeries.Phase, "phase", "Failed")}) == 1", "5m",
            "Requests are not answered", "The Model's phase is Failed: no revision answers and a person has to act.");
        yield return new("ModelReplicasMissing", Warning,
            $"max({Of(model, ModelSeries.Replicas)}) > max({Of(model, ModelSeries.ReadyReplicas)})", "15m",
            "Replicas do not become ready", "Of {{ $value }} replicas not all answer requests.");
    }

    private static IEnumerable<Alert> States(WatchedModel model)
    {
        yield return new("ModelDrift", Warning, $"max({State(model, ModelSeries.Drift, "state", "Drift")}) == 1", "5m",
            "Requests are distributed unlike the training data", "status.drift names the features, their figures and since when.");
        yield return new("ModelDriftUnknown", Warning, $"max({State(model, ModelSeries.Drift, "state", "NoData")}) == 1", "1h",
            "Drift is not known", "The operator cannot read the model servers' counts, or what it read is too old.");
        yield return new("ModelDataQualityViolated", Warning,
            $"max({State(model, ModelSeries.Quality, "state", "Violated")}) == 1", "5m", "Requests have bad values",
            "status.dataQuality names the features and what is wrong. Retraining is held back meanwhile.");
        yield return new("ModelPerformanceDegraded", Warning,
            $"max({State(model, ModelSeries.Performance, "state", "Degraded")}) == 1", "5m", "Predictions are worse than is tolerable",
            "By the labels that came back, more is wrong than status.performance tolerates.");
        yield return new("ModelRolloutStuck", Warning,
            $"time() - max({Of(model, ModelSeries.RolloutProgress)}) > {Number(model.StuckAfter.TotalSeconds)}", "5m",
            "A rollout does not get on", "Its last step was {{ $value | humanizeDuration }} ago.");
        yield return new("ModelRolloutAborted", Warning, $"max({State(model, ModelSeries.Rollout, "phase", "Aborted")}) == 1", "5m",
            "A new revision was taken back", "The revision before serves; status.rollout.cause says why.");
        yield return new("ModelStale", Warning,
            $"time() - max({Of(model, ModelSeries.Created)}) > {Number(model.StaleAfter.TotalSeconds)}", "1h",
            "The serving revision is old", "It was made {{ $value | humanizeDuration }} ago.");
        yield return new("ModelMetricsMissing", Warning, $"absent({Of(model, ModelSeries.Ready)})", "15m",
            "Nothing is known of the Model", "Prometheus has no series of it from the operator, so no other alert on its state can fire.");
    }

    private static string Burns(WatchedModel model, string window, double limit) =>
        $"{Recorded(model, Recordings.Errors(window))} > {Number(limit)}";

    private static string Recorded(WatchedModel model, string name) => Of(model, name);

    private static string Of(WatchedModel model, string name) =>
        $"{name}{{model_namespace=\"{model.Namespace}\",model=\"{model.Name}\"}}";

    private static string State(WatchedModel model, string name, string label, string value) =>
        $"{name}{{model_namespace=\"{model.Namespace}\",model=\"{model.Name}\",{label}=\"{value}\"}}";

    private static string Number(double value) => Math.Round(value, 9).ToString("0.#########", CultureInfo.InvariantCulture);
}
