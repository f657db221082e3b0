using System.Text.Json.Nodes;

namespace Modelwright.Operator.Alerting;

/// <summary>A Model's rules as Prometheus reads them: the content of a rule file, and of a PrometheusRule's <c>spec</c>.</summary>
public static class RuleGroups
{
    /// <summary>Makes the rules.</summary>
    public static JsonObject Of(WatchedModel model) => new()
    {
        ["groups"] = new JsonArray(
            new JsonObject
            {
                ["name"] = $"modelwright.{model.Namespace}.{model.Name}.recordings",
                ["rules"] = new JsonArray([.. Recordings.Of(model).Select(rule => new JsonObject
                {
                    ["record"] = rule.Name,
                    ["expr"] = rule.Expression,
                    ["labels"] = Labels(model),
                })]),
            },
            new JsonObject
            {
                ["name"] = $"modelwright.{model.Namespace}.{model.Name}.alerts",
                ["rules"] = new JsonArray([.. Alerts.Of(model).Select(alert => Rule(model, alert))]),
            }),
    };

    private static JsonObject Rule(WatchedModel model, Alert alert)
    {
        var labels = Labels(model);
        labels["severity"] = alert.Severity;
        return new()
        {
            ["alert"] = alert.Name,
            ["expr"] = alert.Expression,
            ["for"] = alert.For,
            ["labels"] = labels,
            ["annotations"] = new JsonObject
            {
                ["summary"] = $"{alert.Summary}: Model {model.Namespace}/{model.Name}",
                ["description"] = alert.Description,
                ["runbook_url"] = $"{model.Runbooks.TrimEnd('/')}/{alert.Runbook}",
            },
        };
    }

    private static JsonObject Labels(WatchedModel model) => new() { ["model_namespace"] = model.Namespace, ["model"] = model.Name };
}
