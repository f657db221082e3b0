using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tables;

/// <summary>Columns that most kinds have, and small words that their cells share.</summary>
internal static class CommonColumns
{
    public const string None = "<none>";

    public static TableColumn Name { get; } = new("Name", (value, _) => value.Text("metadata", "name"))
    {
        Format = "name",
        Description = "Name must be unique within a namespace.",
    };

    public static TableColumn Age { get; } = new("Age",
        (value, now) => HumanDuration.Since(value.Text("metadata", "creationTimestamp"), now))
    {
        Description = "How long ago the object was created.",
    };

    public static TableColumn CreatedAt { get; } = new("Created At", (value, _) => value.Text("metadata", "creationTimestamp"))
    {
        Type = "date",
    };

    public static TableColumn Text(string name, params string[] path) =>
        new(name, (value, _) => value.Text(path) is { Length: > 0 } text ? text : None);

    public static TableColumn Number(string name, params string[] path) =>
        new(name, (value, _) => value.Integer(path) ?? 0) { Type = "integer" };

    public static TableColumn Of(string name, Func<JsonObject, string?> cell) =>
        new(name, (value, _) => cell(value) is { Length: > 0 } text ? text : None);

    /// <summary>The same column, shown by <c>-o wide</c> only.</summary>
    public static TableColumn Wide(TableColumn column) => column with { Priority = 1 };

    public static string Labels(JsonNode? labels) =>
        labels is JsonObject { Count: > 0 } pairs ? string.Join(",", pairs.Select(pair => $"{pair.Key}={pair.Value.Text()}")) : None;

    public static string Joined(IEnumerable<string> texts) => string.Join(",", texts) is { Length: > 0 } text ? text : None;
}
