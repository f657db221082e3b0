namespace Modelwright.Operator.Alerting;

/// <summary>Recording rules: what alerts and the dashboard have in common, computed once.</summary>
public static class Recordings
{
    /// <summary>The windows of the error ratio, in Prometheus' words.</summary>
    public static IReadOnlyList<string> Windows { get; } = ["5m", "30m", "1h", "2h", "6h", "1d"];

    /// <summary>The share of requests of a window that ended with an error of the server.</summary>
    public static string Errors(string window) => $"modelwright:request_errors:ratio_rate{window}";

    /// <summary>Requests a second.</summary>
    public const string Requests = "modelwright:requests:rate5m";

    /// <summary>The seconds that 99 of 100 requests are answered within.</summary>
    public const string Latency = "modelwright:request_duration_seconds:p99_5m";

    /// <summary>
    /// Name and expression. Without requests there is no error ratio and no latency. The router counts what clients saw; a Model without it
    /// is counted by its servers, which do not see requests that never reached them.
    /// </summary>
    public static IEnumerable<(string Name, string Expression)> Of(WatchedModel model)
    {
        var (requests, errors, durations) = Series(model);
        yield return (Requests, $"sum(rate({requests}[5m]))");
        foreach (var window in Windows)
        {
            yield return (Errors(window),
                $"(sum(rate({errors}[{window}])) or vector(0)) / (sum(rate({requests}[{window}])) > 0)");
        }

        yield return (Latency, $"histogram_quantile(0.99, sum by (le) (rate({durations}[5m]))) >= 0");
    }

    private static (string Requests, string Errors, string Durations) Series(WatchedModel model)
    {
        var (space, name) = ($"namespace=\"{model.Namespace}\"", model.Name);
        return model.Routed
            ? ($"modelwright_router_requests_total{{{space},model=\"{name}\"}}",
                $"modelwright_router_requests_total{{{space},model=\"{name}\",code=\"5xx\"}}",
                $"modelwright_router_request_duration_seconds_bucket{{{space},model=\"{name}\"}}")
            : ($"modelserver_requests_total{{{space},model_name=\"{name}\"}}",
                $"modelserver_requests_total{{{space},model_name=\"{name}\",code=~\"5..\"}}",
                $"modelserver_request_duration_seconds_bucket{{{space},model_name=\"{name}\"}}");
    }
}
