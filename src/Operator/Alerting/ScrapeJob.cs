using System.Text.Json.Nodes;

namespace Modelwright.Operator.Alerting;

/// <summary>
/// What Prometheus reads of a Model: its model servers, and of the namespace's routers this Model's series. Every series gets the label
/// <c>namespace</c>, which the rules select by.
/// </summary>
public static class ScrapeJob
{
    private const string Program = "__meta_kubernetes_pod_label_app_kubernetes_io_name";
    private const string Model = "__meta_kubernetes_pod_label_modelwright_io_model";

    /// <summary>A <c>scrape_configs</c> file for a Prometheus without the Prometheus Operator, which finds pods by itself.</summary>
    public static JsonObject Of(WatchedModel model) => new()
    {
        ["scrape_configs"] = new JsonArray(new JsonObject
        {
            ["job_name"] = $"modelwright/{model.Namespace}/{model.Name}",
            ["kubernetes_sd_configs"] = new JsonArray(new JsonObject
            {
                ["role"] = "pod",
                ["namespaces"] = new JsonObject { ["names"] = new JsonArray(model.Namespace) },
            }),
            ["relabel_configs"] = new JsonArray(
                Keep("source_labels", model),
                new JsonObject
                {
                    ["source_labels"] = new JsonArray("__meta_kubernetes_pod_container_port_name"),
                    ["regex"] = Names.AdminPort,
                    ["action"] = "keep",
                },
                Take("__meta_kubernetes_namespace", "namespace"),
                Take("__meta_kubernetes_pod_name", "pod")),
            ["metric_relabel_configs"] = new JsonArray(OwnSeries("source_labels", model)),
        }),
    };

    /// <summary>The same of addresses (<c>host:port</c>) that are known, for a Prometheus that cannot ask the API server.</summary>
    public static JsonObject Of(WatchedModel model, IEnumerable<string> addresses) => new()
    {
        ["scrape_configs"] = new JsonArray(new JsonObject
        {
            ["job_name"] = $"modelwright/{model.Namespace}/{model.Name}",
            ["static_configs"] = new JsonArray(new JsonObject
            {
                ["targets"] = new JsonArray([.. addresses.Select(address => JsonValue.Create(address))]),
                ["labels"] = new JsonObject { ["namespace"] = model.Namespace },
            }),
            ["metric_relabel_configs"] = new JsonArray(OwnSeries("source_labels", model)),
        }),
    };

    /// <summary>The <c>spec</c> of a PodMonitor, for the Prometheus Operator.</summary>
    public static JsonObject PodMonitor(WatchedModel model) => new()
    {
        ["selector"] = new JsonObject
        {
            ["matchLabels"] = new JsonObject { [Labels.ManagedBy] = Labels.ManagedByValue },
            ["matchExpressions"] = new JsonArray(new JsonObject
            {
                ["key"] = Labels.Name,
                ["operator"] = "In",
                ["values"] = new JsonArray(Labels.ModelServer, Labels.Router),
            }),
        },
        ["podMetricsEndpoints"] = new JsonArray(new JsonObject
        {
            ["port"] = Names.AdminPort,
            ["relabelings"] = new JsonArray(Keep("sourceLabels", model)),
            ["metricRelabelings"] = new JsonArray(OwnSeries("sourceLabels", model)),
        }),
    };

    private static JsonObject Keep(string sources, WatchedModel model) => new()
    {
        [sources] = new JsonArray(Program, Model),
        ["separator"] = ";",
        ["regex"] = $"{Labels.Router};.*|{Labels.ModelServer};{model.Name}",
        ["action"] = "keep",
    };

    private static JsonObject OwnSeries(string sources, WatchedModel model) => new()
    {
        [sources] = new JsonArray("model"),
        ["regex"] = $"({model.Name})?",
        ["action"] = "keep",
    };

    private static JsonObject Take(string from, string to) => new()
    {
        ["source_labels"] = new JsonArray(from),
        ["target_label"] = to,
        ["action"] = "replace",
    };
}
