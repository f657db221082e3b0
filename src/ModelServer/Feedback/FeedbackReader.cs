using System.Text.Json;
using static Modelwright.ModelServer.Rest.RequestException;

namespace Modelwright.ModelServer.Feedback;

/// <summary>
/// Reads the body of feedback: <c>{"token","label"}</c>, <c>{"token","labels":[…]}</c>, or a list of such as <c>{"feedback":[…]}</c>.
/// Strict: a member that is misspelt would be a label that is never counted.
/// </summary>
internal static class FeedbackReader
{
    /// <summary>Predictions that one request may speak of.</summary>
    public const int MaxItems = 1_000;

    /// <summary>The largest body, in bytes.</summary>
    public const int MaxBytes = 4 << 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Reads a body; throws <see cref="Rest.RequestException"/> with what is wrong and where.</summary>
    public static IReadOnlyList<FeedbackItem> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw BadRequest("the body must be an object with 'token' and 'label'");
            if (!root.TryGetProperty("feedback", out var list)) return [Item(root, "")];
            if (root.EnumerateObject().Skip(1).Any()) throw BadRequest("beside 'feedback' there can be no other member");
            if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MaxItems)
                throw BadRequest($"'feedback' must be a list of 1 to {MaxItems} objects with 'token' and 'label'");
            return [.. list.EnumerateArray().Select((item, index) => Item(item, $"feedback[{index}]: "))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is not UTF-8, or half of a surrogate pair.
            throw BadRequest($"the body is not valid feedback: {e.Message}");
        }
    }

    private static FeedbackItem Item(JsonElement json, string where)
    {
        if (json.ValueKind != JsonValueKind.Object) throw BadRequest($"{where}it must be an object with 'token' and 'label'");
        string? token = null;
        List<Label?>? labels = null;
        foreach (var member in json.EnumerateObject())
        {
            switch (member.Name)
            {
                case "token" when member.Value.ValueKind == JsonValueKind.String:
                    token = member.Value.GetString();
                    break;
                case "label" when labels is null:
                    labels = [Read(member.Value, $"{where}'label'")];
                    break;
                case "labels" when labels is null && member.Value.ValueKind == JsonValueKind.Array:
                    labels = Read(member.Value.EnumerateArray(), where);
                    break;
                case "token" or "labels" or "label":
                    throw BadRequest($"{where}'token' must be a string, and one of 'label' and 'labels' (a list) be given");
                default:
                    throw BadRequest($"{where}unknown member '{Rest.Quoted.Text(member.Name)}'; there are 'token', 'label' and 'labels'");
            }
        }

        if (token is null)
            throw BadRequest($"{where}'token' is missing: it is 'prediction_token' in the parameters of the prediction's answer");
        if (labels is null) throw BadRequest($"{where}'label' is missing: what turned out to be true");
        if (labels.TrueForAll(label => label is null)) throw BadRequest($"{where}there is no label in it");
        return new FeedbackItem(token, labels);
    }

    private static List<Label?> Read(JsonElement.ArrayEnumerator list, string where)
    {
        var labels = new List<Label?>();
        foreach (var element in list)
        {
            if (labels.Count == TokenCodec.MaxRows)
                throw BadRequest($"{where}'labels' has more than {TokenCodec.MaxRows} entries, the most that a token speaks of");
            labels.Add(element.ValueKind == JsonValueKind.Null ? null : Read(element, $"{where}'labels'[{labels.Count}]"));
        }

        return labels;
    }

    private static Label Read(JsonElement json, string where) => Label.Read(json)
        ?? throw BadRequest($"{where} must be a text of at most {Label.MaxLength} characters, a finite number, true or false");
}
