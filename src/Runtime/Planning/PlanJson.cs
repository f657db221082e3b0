using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelwright.Runtime.Planning;

/// <summary>Plans as JSON, for snapshot tests and for people who want to see what an operator would do.</summary>
public static class PlanJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The plan, indented.</summary>
    public static string Write(Plan plan) => JsonSerializer.Serialize(plan, Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Plan Read(string json) => JsonSerializer.Deserialize<Plan>(json, Options)
        ?? throw new JsonException("null is not a plan");
}
