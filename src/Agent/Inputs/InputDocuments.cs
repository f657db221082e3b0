using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Agent.Training;

namespace Modelwright.Agent.Inputs;

/// <summary>The documents that tell a training container what it is to do.</summary>
public static class InputDocuments
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// <c>params.json</c>: a value that reads as a JSON number or boolean is written as such, to the letter; others as text.
    /// </summary>
    public static string Parameters(IReadOnlyDictionary<string, string> parameters)
    {
        var document = new JsonObject();
        foreach (var (name, value) in parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)) document[name] = Value(value);
        return document.ToJsonString(Indented) + "\n";
    }

    /// <summary><c>context.json</c>: which run this is, and its data by digest.</summary>
    public static string Context(TrainingTask task, IReadOnlyList<InputResult> inputs, int? attempt)
    {
        var document = new JsonObject
        {
            ["run"] = task.Run,
            ["uid"] = task.Uid,
            ["attempt"] = attempt,
            ["experiment"] = task.Experiment,
            ["number"] = task.Number,
            ["seed"] = task.Seed,
            ["rung"] = Copy(task.Rung),
            ["resource"] = Copy(task.Resource),
            ["objective"] = task.Objective is not { } objective ? null : new JsonObject
            {
                ["metric"] = objective.Metric,
                ["direction"] = objective.Direction,
            },
            ["inputs"] = new JsonArray([.. inputs.Select(input => new JsonObject
            {
                ["name"] = input.Input.Name,
                ["digest"] = input.Digest.ToString(),
                ["uri"] = input.Input.Uri,
                ["rows"] = input.Input.Rows,
            })]),
        };
        if (attempt is null) document.Remove("attempt");
        return document.ToJsonString(Indented) + "\n";
    }

    private static JsonNode? Copy(JsonElement? element) =>
        element is { ValueKind: not JsonValueKind.Null } value ? JsonNode.Parse(value.GetRawText()) : null;

    private static JsonNode? Value(string text)
    {
        var scalar = text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-' || text is "true" or "false");
        if (!scalar || char.IsWhiteSpace(text[^1])) return JsonValue.Create(text);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
