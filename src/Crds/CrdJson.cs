using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Modelwright.Crds.Values;

namespace Modelwright.Crds;

/// <summary>How the API's types are written as JSON. The generated schemas come from the same options.</summary>
public static class CrdJson
{
    /// <summary>camelCase names, no nulls, numbers as numbers only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new UtcTimeJsonConverter() },
        };
        options.MakeReadOnly();
        return options;
    }
}
