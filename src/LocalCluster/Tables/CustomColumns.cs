using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tables;

/// <summary>The columns that a CustomResourceDefinition asks for.</summary>
internal static class CustomColumns
{
    /// <summary>Name first; then those of the version, or the age where it names none.</summary>
    public static IReadOnlyList<TableColumn> Of(JsonObject version)
    {
        var columns = version.Objects("additionalPrinterColumns").Select(Column).ToList();
        return [CommonColumns.Name, .. columns.Count > 0 ? columns : [CommonColumns.Age]];
    }

    private static TableColumn Column(JsonObject definition)
    {
        var type = definition.Text("type") ?? "string";
        return new TableColumn(definition.Text("name") ?? "", Cell(definition.Text("jsonPath") ?? "", type))
        {
            Type = type,
            Format = definition.Text("format") ?? "",
            Description = definition.Text("description") ?? "",
            Priority = (int)(definition.Integer("priority") ?? 0),
        };
    }

    private static Func<JsonObject, DateTimeOffset, JsonNode?> Cell(string text, string type)
    {
        JsonPath path;
        try
        {
            path = JsonPath.Parse(text);
        }
        catch (FormatException)
        {
            return (_, _) => null;
        }

        return (value, now) => path.TryFind(value, out var found) ? Convert(found, type, now) : null;
    }

    private static JsonNode? Convert(JsonNode? found, string type, DateTimeOffset now) => type switch
    {
        "integer" => found.Integer(),
        "number" => found?.GetValueKind() == JsonValueKind.Number ? found.DeepClone() : null,
        "boolean" => found.Flag(),
        "date" => found.Text() is { } time ? HumanDuration.Since(time, now) : null,
        _ => found is null ? null : found.Text() ?? found.ToJsonString(JsonText.Options),
    };
}
