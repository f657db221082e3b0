using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelwright.Crds.Values;

/// <summary>Reads and writes a <see cref="Duration"/> as the string it is.</summary>
public sealed class DurationJsonConverter : JsonConverter<Duration>
{
    /// <inheritdoc />
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text ?? "");
}
