using System.Text.Json.Nodes;

namespace Modelwright.Operator.Alerting;

/// <summary>A Grafana dashboard of one Model.</summary>
public static class Dashboard
{
    private const int PanelWidth = 12;
    private const int PanelHeight = 8;

    /// <summary>The dashboard's JSON. Its <c>uid</c> is the same every time, so a later one replaces an earlier.</summary>
    public static JsonObject Of(WatchedModel model, string uid) => new()
    {
        ["uid"] = uid,
        ["title"] = $"Model {model.Namespace}/{model.Name}",
        ["tags"] = new JsonArray("modelwright"),
        ["schemaVersion"] = 39,
        ["timezone"] = "utc",
        ["refresh"] = "1m",
        ["time"] = new JsonObject { ["from"] = "now-24h", ["to"] = "now" },
        ["templating"] = new JsonObject
        {
            ["list"] = new JsonArray(new JsonObject
            {
                ["name"] = "datasource",
                ["label"] = "Prometheus",
                ["type"] = "datasource",
                ["query"] = "prometheus",
            }),
        },
        ["panels"] = new JsonArray([.. Panels(model).Select(Panel)]),
    };

    /// <summary>What is drawn: title, unit, legend and PromQL.</summary>
    public static IEnumerable<(string Title, string Unit, string Legend, string Expression)> Panels(WatchedModel model)
    {
        var own = $"model_namespace=\"{model.Namespace}\",model=\"{model.Name}\"";
        var server = $"namespace=\"{model.Namespace}\",model_name=\"{model.Name}\"";
        yield return ("Requests", "reqps", "requests", $"{Recordings.Requests}{{{own}}}");
        yield return ("Errors", "percentunit", "5 minutes", $"{Recordings.Errors("5m")}{{{own}}}");
        yield return ("Latency, 99 of 100", "s", "p99", $"{Recordings.Latency}{{{own}}}");
        if (model.Routed)
        {
            yield return ("Share of requests by revision", "percent", "{{revision}}",
                $"max by (revision) (modelwright_router_backend_weight{{namespace=\"{model.Namespace}\",model=\"{model.Name}\"}})");
        }

        yield return ("Phase", "short", "{{phase}}", $"max by (phase) ({ModelSeries.Phase}{{{own}}}) == 1");
        yield return ("Replicas that answer", "short", "ready", $"max({ModelSeries.ReadyReplicas}{{{own}}})");
        yield return ("Requests that wait for a run", "short", "{{pod}}", $"sum by (pod) (modelserver_queue_size{{{server}}})");
        yield return ("Rows predicted", "short", "{{model_revision}}",
            $"sum by (model_revision) (rate(modelserver_inferences_total{{{server}}}[5m]))");
        yield return ("Drift, as a share of its threshold", "percentunit", "largest", $"max({ModelSeries.DriftRatio}{{{own}}})");
        yield return ("Violations of data quality", "short", "violations", $"max({ModelSeries.Violations}{{{own}}})");
        yield return ("Age of the serving revision", "s", "age", $"time() - max({ModelSeries.Created}{{{own}}})");
    }

    private static JsonNode Panel((string Title, string Unit, string Legend, string Expression) panel, int at) => new JsonObject
    {
        ["id"] = at + 1,
        ["type"] = "timeseries",
        ["title"] = panel.Title,
        ["datasource"] = new JsonObject { ["type"] = "prometheus", ["uid"] = "${datasource}" },
        ["gridPos"] = new JsonObject
        {
            ["x"] = at % 2 * PanelWidth,
            ["y"] = at / 2 * PanelHeight,
            ["w"] = PanelWidth,
            ["h"] = PanelHeight,
        },
        ["fieldConfig"] = new JsonObject { ["defaults"] = new JsonObject { ["unit"] = panel.Unit }, ["overrides"] = new JsonArray() },
        ["targets"] = new JsonArray(new JsonObject
        {
            ["refId"] = "A",
            ["expr"] = panel.Expression,
            ["legendFormat"] = panel.Legend,
        }),
    };
}
