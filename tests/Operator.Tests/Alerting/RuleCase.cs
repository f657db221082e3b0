using System.Text.Json.Nodes;

namespace Modelwright.Operator.Tests.Alerting;

/// <summary>Series under which an alert fires, and series under which it does not; the last of an alert's name is the alert.</summary>
internal sealed record RuleCase(string Alert, string At, string[] Fires, string[] Silent)
{
    private const string Of = "model_namespace=\"shop\",model=\"fraud\"";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("ModelErrorBudgetBurnsFast", "90m", Requests(900, 100), Requests(995, 5)),
        new("ModelErrorBudgetBurnsSlowly", "4h", Requests(995, 5), Requests(9995, 5)),
        new("ModelErrorRateHigh", "30m", Requests(90, 10), Requests(97, 3)),
        new("ModelLatencyHigh", "30m", Durations("0+50x300"), Durations("0+100x300")),
        new("ModelSaturated", "30m", [Series("modelserver_queue_size{namespace=\"shop\",model_name=\"fraud\",pod=\"a\"}", "12")],
            [Series("modelserver_queue_size{namespace=\"shop\",model_name=\"fraud\",pod=\"a\"}", "3")]),
        State("ModelUnavailable", "30m", "modelwright_model_phase", "phase=\"Failed\""),
        new("ModelReplicasMissing", "30m", [Model("replicas", "3"), Model("ready_replicas", "2")],
            [Model("replicas", "3"), Model("ready_replicas", "3")]),
        State("ModelDrift", "30m", "modelwright_model_drift_state", "state=\"Drift\""),
        State("ModelDriftUnknown", "90m", "modelwright_model_drift_state", "state=\"NoData\""),
        State("ModelDataQualityViolated", "30m", "modelwright_model_data_quality_state", "state=\"Violated\""),
        State("ModelPerformanceDegraded", "30m", "modelwright_model_performance_state", "state=\"Degraded\""),
        new("ModelRolloutStuck", "3h", [Model("rollout_progress_timestamp_seconds", "0")],
            [Model("rollout_progress_timestamp_seconds", "9000")]),
        State("ModelRolloutAborted", "30m", "modelwright_model_rollout_phase", "phase=\"Aborted\""),
        new("ModelStale", "3h", [Model("serving_created_timestamp_seconds", "-7776001")],
            [Model("serving_created_timestamp_seconds", "0")]),
        new("ModelMetricsMissing", "30m", [Series("modelwright_model_ready{model_namespace=\"shop\",model=\"other\"}", "1")],
            [Model("ready", "1")]),
    ];

    /// <summary>A test of <c>promtool test rules</c>: the alerts that fire at the case's time are as expected.</summary>
    public JsonObject Test(bool fires) => new()
    {
        ["name"] = $"{Alert} {(fires ? "fires" : "is silent")}",
        ["interval"] = "1m",
        ["input_series"] = new JsonArray([.. (fires ? Fires : Silent).Select(text => text.Split('|')).Select(parts =>
            new JsonObject { ["series"] = parts[0], ["values"] = parts[1] })]),
        ["promql_expr_test"] = new JsonArray(new JsonObject
        {
            ["expr"] = $"count(ALERTS{{alertname=\"{Alert}\",alertstate=\"firing\",{Of}}})",
            ["eval_time"] = At,
            ["exp_samples"] = fires ? new JsonArray(new JsonObject { ["labels"] = "{}", ["value"] = 1 }) : [],
        }),
    };

    private static RuleCase State(string alert, string at, string name, string label) =>
        new(alert, at, [Series($"{name}{{{Of},{label}}}", "1")], [Series($"{name}{{{Of},{label}}}", "0")]);

    private static string Model(string name, string value) => Series($"modelwright_model_{name}{{{Of}}}", value);

    private static string Series(string name, string value) => $"{name}|{value}+0x300";

    private static string[] Requests(int good, int bad) =>
    [
        $"modelwright_router_requests_total{{namespace=\"shop\",model=\"fraud\",revision=\"a\",code=\"2xx\"}}|0+{good}x300",
        $"modelwright_router_requests_total{{namespace=\"shop\",model=\"fraud\",revision=\"a\",code=\"5xx\"}}|0+{bad}x300",
    ];

    private static string[] Durations(string fast) =>
    [
        $"modelwright_router_request_duration_seconds_bucket{{namespace=\"shop\",model=\"fraud\",le=\"0.5\"}}|{fast}",
        "modelwright_router_request_duration_seconds_bucket{namespace=\"shop\",model=\"fraud\",le=\"2\"}|0+100x300",
        "modelwright_router_request_duration_seconds_bucket{namespace=\"shop\",model=\"fraud\",le=\"+Inf\"}|0+100x300",
    ];
}
