using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.Tracking;

/// <summary>Reads what an MLflow server answers. Whole numbers may be JSON numbers or texts, as protocol buffers have them.</summary>
internal static class MlflowAnswers
{
    /// <summary>The answer's object; anything but a success is an error with words for people.</summary>
    public static JsonObject Read(HttpResponseMessage response, string text, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var json = Parse(text);
        if (status == 200) return json ?? throw new JsonException("the answer is not a JSON object; is it an MLflow server?");
        var code = json?["error_code"]?.ToString();
        var words = TerminationMessage.Tidy($"answered {status} {code} {json?["message"]?.ToString() ?? (json is null ? text : "")}");
        if (words.Length > 400) words = words[..400];
        throw status switch
        {
            401 => new MlflowException(MlflowFault.Unavailable, $"the server does not know us; check --mlflow-credentials ({words})", code),
            403 => new MlflowException(MlflowFault.Denied, $"the server does not let us write there ({words})", code),
            429 or >= 500 => new MlflowException(MlflowFault.Unavailable, words, code, RetryAfter(response, now)),
            >= 300 and < 400 => new MlflowException(MlflowFault.Unavailable,
                $"it redirects to {response.Headers.Location}; give --mlflow the address of the server itself"),
            // An answer without an MLflow error code is somebody else's, for example a proxy's.
            _ when code is null => new MlflowException(MlflowFault.Unavailable, $"{words}; is it an MLflow server?"),
            _ => new MlflowException(MlflowFault.Refused, words, code),
        };
    }

    /// <summary>The id of the experiment in an answer.</summary>
    public static string Experiment(JsonObject answer, string name)
    {
        if (answer["experiment"] is not JsonObject experiment) throw new JsonException("the answer has no experiment");
        return Optional(experiment, "lifecycle_stage") == "deleted"
            ? throw new MlflowException(MlflowFault.Denied,
                $"experiment {name} was deleted on the server; restore it there, or name another with --mlflow-experiment")
            : Text(experiment, "experiment_id");
    }

    /// <summary>A run.</summary>
    public static TrackedRun Run(JsonNode? node)
    {
        if (node?["info"] is not JsonObject info) throw new JsonException("the answer has no run");
        var data = node["data"] as JsonObject ?? [];
        return new()
        {
            RunId = Optional(info, "run_id") ?? Text(info, "run_uuid"),
            ExperimentId = Text(info, "experiment_id"),
            State = Enum.TryParse<RunState>(Optional(info, "status"), ignoreCase: true, out var state) ? state : null,
            Deleted = Optional(info, "lifecycle_stage") == "deleted",
            StartTime = Number(info["start_time"]) ?? 0,
            EndTime = Number(info["end_time"]) is > 0 and var end ? end : null,
            Params = Pairs(data, "params"),
            Tags = Pairs(data, "tags"),
            Latest = Items(data, "metrics").Select(Metric).GroupBy(metric => metric.Key).ToDictionary(group => group.Key,
                group => group.Last(), StringComparer.Ordinal),
        };
    }

    /// <summary>A metric's value.</summary>
    public static RecordedMetric Metric(JsonNode? node) => new(Text(node as JsonObject ?? [], "key"), Number(node?["step"]) ?? 0,
        double.TryParse(node?["value"]?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0);

    /// <summary>The elements of a list, which is left out when there are none.</summary>
    public static IEnumerable<JsonNode?> Items(JsonObject answer, string name) => answer[name] as JsonArray ?? [];

    /// <summary>The token of the next page; null after the last one.</summary>
    public static string? NextPage(JsonObject answer) => Optional(answer, "next_page_token") is { Length: > 0 } token ? token : null;

    /// <summary>A text that must be there.</summary>
    public static string Text(JsonObject answer, string name) =>
        Optional(answer, name) is { Length: > 0 and <= 128 } text ? text : throw new JsonException($"the answer has no {name}");

    private static string? Optional(JsonObject answer, string name) => answer[name]?.ToString();

    private static Dictionary<string, string> Pairs(JsonObject data, string name)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in Items(data, name))
            if (item?["key"]?.ToString() is { } key) pairs[key] = item["value"]?.ToString() ?? "";
        return pairs;
    }

    private static long? Number(JsonNode? node) =>
        long.TryParse(node?.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.RetryAfter is { } retry ? retry.Delta ?? retry.Date - now : null;
}
