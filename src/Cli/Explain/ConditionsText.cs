using System.Text;
using System.Text.Json.Nodes;

namespace Modelwright.Cli.Explain;

/// <summary>The conditions of an object as sentences.</summary>
internal static class ConditionsText
{
    public static string Of(string kind, JsonObject found)
    {
        var (metadata, status) = (found["metadata"], found["status"]);
        var text = new StringBuilder($"{kind} {metadata?["name"]}\n");
        if (status?["conditions"] is not JsonArray { Count: > 0 } conditions)
            return text.Append("the operator has not seen it yet; is it running?\n").ToString();
        if (status["observedGeneration"]?.ToString() is { } seen && seen != metadata?["generation"]?.ToString())
            text.Append("the operator has not seen the newest spec yet\n");
        foreach (var condition in conditions)
            text.Append($"{condition?["type"]}: {Answer(condition?["status"]?.ToString())} ({condition?["reason"]})")
                .Append(condition?["message"]?.ToString() is { Length: > 0 } message ? $": {message}\n" : "\n");
        if (status["failure"]?["message"]?.ToString() is { Length: > 0 } failure) text.Append($"Failure: {failure}\n");
        foreach (var decision in (status["decisions"] as JsonArray ?? []).Take(5))
            text.Append($"{decision?["time"]} {decision?["decision"]} ({decision?["reason"]}): {decision?["message"]}\n");
        return text.ToString();
    }

    private static string Answer(string? status) => status switch { "True" => "yes", "False" => "no", _ => "not known" };
}
