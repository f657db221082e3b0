using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Tables;

/// <summary>One column of what <c>kubectl get</c> prints.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Cell">The cell of an object at a time; null is shown as <c>&lt;none&gt;</c>.</param>
public sealed record TableColumn(string Name, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    /// <summary>integer, number, string, boolean or date.</summary>
    public string Type { get; init; } = "string";

    public string Format { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>0 for always, higher for <c>-o wide</c>.</summary>
    public int Priority { get; init; }

    /// <summary>The column's definition in a Table.</summary>
    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["type"] = Type,
        ["format"] = Format,
        ["description"] = Description,
        ["priority"] = Priority,
    };
}
