using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modelwright.Operator.Tests.Tracking;

/// <summary>
/// What an MLflow server with a database does, after its REST API's documentation and the limits of its module
/// <c>mlflow.utils.validation</c>: parameters are written once, metrics are added, tags overwrite; a batch that breaks a limit is refused
/// whole; lists come in pages.
/// </summary>
internal sealed partial class PlayedMlflowStore
{
    private const int HistoryPage = 3;
    private int ids;

    public Dictionary<string, (string Id, bool Deleted)> Experiments { get; } = [];

    public List<PlayedMlflowRun> Runs { get; } = [];

    /// <summary>The only run with an object's UID.</summary>
    public PlayedMlflowRun Single(string uid) => Runs.Single(run => run.Tags.GetValueOrDefault("modelwright.uid") == uid);

    public JsonObject Answer(string endpoint, JsonObject request, int bytes) => endpoint switch
    {
        "GET experiments/get-by-name" => FindExperiment(Text(request, "experiment_name")),
        "POST experiments/create" => CreateExperiment(Text(request, "name")),
        "POST runs/create" => CreateRun(request),
        "GET runs/get" => new() { ["run"] = Run(request).ToJson() },
        "POST runs/search" => Search(request),
        "POST runs/log-batch" => LogBatch(request, bytes),
        "POST runs/update" => Update(request),
        "GET metrics/get-history" => History(request),
        _ => throw new MlflowRefusal(404, "ENDPOINT_NOT_FOUND", endpoint),
    };

    private JsonObject FindExperiment(string name) => Experiments.TryGetValue(name, out var found)
        ? new()
        {
            ["experiment"] = new JsonObject
            {
                ["experiment_id"] = found.Id,
                ["name"] = name,
                ["lifecycle_stage"] = found.Deleted ? "deleted" : "active",
            },
        }
        : throw MlflowRefusal.Missing($"Could not find experiment with name '{name}'");

    private JsonObject CreateExperiment(string name)
    {
        if (name.Length > 500) throw MlflowRefusal.Invalid("Experiment name exceeds the maximum length of 500 characters");
        if (Experiments.ContainsKey(name))
            throw new MlflowRefusal(400, "RESOURCE_ALREADY_EXISTS", $"Experiment '{name}' already exists.");
        var id = (++ids).ToString(CultureInfo.InvariantCulture);
        Experiments[name] = (id, false);
        return new() { ["experiment_id"] = id };
    }

    private JsonObject CreateRun(JsonObject request)
    {
        var experiment = Text(request, "experiment_id");
        if (!Experiments.Values.Any(known => known.Id == experiment && !known.Deleted))
            throw MlflowRefusal.Missing($"No Experiment with id={experiment} exists");
        var run = new PlayedMlflowRun
        {
            Id = $"{++ids:x32}",
            ExperimentId = experiment,
            Name = request["run_name"]?.GetValue<string>() ?? "",
            StartTime = request["start_time"]!.GetValue<long>(),
        };
        foreach (var (key, value) in Pairs(request, "tags")) SetTag(run, key, value);
        run.Tags["mlflow.runName"] = run.Name;
        Runs.Add(run);
        return new() { ["run"] = run.ToJson() };
    }

    private JsonObject Search(JsonObject request)
    {
        var filter = TagFilter().Match(Text(request, "filter"));
        if (!filter.Success) throw MlflowRefusal.Invalid("Invalid filter");
        var experiments = request["experiment_ids"]!.AsArray().Select(id => id!.GetValue<string>()).ToHashSet();
        var found = Runs.Where(run => !run.Deleted && experiments.Contains(run.ExperimentId)
            && run.Tags.GetValueOrDefault(filter.Groups["tag"].Value) == filter.Groups["value"].Value).ToList();
        return Page(found, request["max_results"]!.GetValue<int>(), request, "runs", run => run.ToJson());
    }

    private JsonObject LogBatch(JsonObject request, int bytes)
    {
        if (bytes > 1_000_000) throw MlflowRefusal.Invalid("Batched logging API requests must be at most 1000000 bytes");
        var run = Active(request);
        var (parameters, tags) = (Pairs(request, "params"), Pairs(request, "tags"));
        var metrics = request["metrics"]?.AsArray() ?? [];
        if (parameters.Count > 100 || tags.Count > 100 || metrics.Count > 1000 || parameters.Count + tags.Count + metrics.Count > 1000)
            throw MlflowRefusal.Invalid("A batch logging request can contain at most 100 params, 100 tags, 1000 metrics, 1000 in total");
        if (parameters.DistinctBy(pair => pair.Key).Count() != parameters.Count)
            throw MlflowRefusal.Invalid("Duplicate parameter keys have been submitted");
        foreach (var (key, value) in parameters) CheckParam(run, key, value);
        foreach (var metric in metrics) CheckKey(metric!["key"]!.GetValue<string>());
        foreach (var (key, value) in tags) SetTag(run, key, value);
        foreach (var (key, value) in parameters) run.Params[key] = value;
        foreach (var metric in metrics) Log(run, metric!.AsObject());
        return [];
    }

    private static void CheckParam(PlayedMlflowRun run, string key, string value)
    {
        CheckKey(key);
        if (value.Length > 6000) throw MlflowRefusal.Invalid($"Param value had length {value.Length}, which exceeded length limit of 6000");
        if (run.Params.TryGetValue(key, out var known) && known != value)
            throw MlflowRefusal.Invalid($"Changing param values is not allowed. Param with key='{key}' was already logged with '{known}'");
    }

    private static void SetTag(PlayedMlflowRun run, string key, string value)
    {
        CheckKey(key);
        if (value.Length > 5000) throw MlflowRefusal.Invalid($"Tag value had length {value.Length}, which exceeded length limit of 5000");
        run.Tags[key] = value;
    }

    private static void CheckKey(string key)
    {
        var parts = key.Split('/');
        if (key.Length is 0 or > 250 || !Key().IsMatch(key) || parts.Any(part => part is "" or "." or ".."))
            throw MlflowRefusal.Invalid($"Invalid name: '{key}'");
    }

    private static void Log(PlayedMlflowRun run, JsonObject metric)
    {
        var value = double.Parse(metric["value"]!.ToString(), CultureInfo.InvariantCulture);
        var stored = double.IsPositiveInfinity(value) ? double.MaxValue : double.IsNegativeInfinity(value) ? double.MinValue : value;
        var entry = (metric["key"]!.GetValue<string>(), stored, metric["timestamp"]!.GetValue<long>(), metric["step"]!.GetValue<long>());
        if (!run.Metrics.Contains(entry)) run.Metrics.Add(entry);
    }

    private JsonObject Update(JsonObject request)
    {
        var run = Active(request);
        if (request["status"]?.GetValue<string>() is { } status)
            run.Status = status is "RUNNING" or "SCHEDULED" or "FINISHED" or "FAILED" or "KILLED"
                ? status : throw MlflowRefusal.Invalid($"Invalid status {status}");
        if (request["end_time"]?.GetValue<long>() is { } end) run.EndTime = end;
        return new() { ["run_info"] = run.ToJson()["info"]!.DeepClone() };
    }

    private JsonObject History(JsonObject request)
    {
        var key = Text(request, "metric_key");
        var points = Run(request).Metrics.Where(metric => metric.Key == key).ToList();
        return Page(points, HistoryPage, request, "metrics", PlayedMlflowRun.Metric);
    }

    private static JsonObject Page<T>(List<T> all, int size, JsonObject request, string name, Func<T, JsonObject> json)
    {
        var start = request["page_token"]?.GetValue<string>() is { } token ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
        var answer = new JsonObject();
        if (start < all.Count) answer[name] = new JsonArray([.. all.Skip(start).Take(size).Select(json)]);
        if (start + size < all.Count) answer["next_page_token"] = (start + size).ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    private PlayedMlflowRun Run(JsonObject request)
    {
        var id = Text(request, "run_id");
        return Runs.FirstOrDefault(run => run.Id == id) ?? throw MlflowRefusal.Missing($"Run with id={id} not found");
    }

    private PlayedMlflowRun Active(JsonObject request) => Run(request) is { Deleted: false } run
        ? run : throw MlflowRefusal.Invalid("The run must be in the 'active' state.");

    private static string Text(JsonObject request, string name) => request[name]?.ToString() is { Length: > 0 } text
        ? text : throw MlflowRefusal.Invalid($"Missing value for required parameter '{name}'.");

    private static List<KeyValuePair<string, string>> Pairs(JsonObject request, string name) =>
        [.. (request[name]?.AsArray() ?? []).Select(pair =>
            KeyValuePair.Create(pair!["key"]!.GetValue<string>(), pair["value"]!.GetValue<string>()))];

    [GeneratedRegex("^tags\\.`(?<tag>[^`]+)` = '(?<value>[^']*)'$")]
    private static partial Regex TagFilter();

    [GeneratedRegex("^[/A-Za-z0-9_.\\- ]*$")]
    private static partial Regex Key();
}
