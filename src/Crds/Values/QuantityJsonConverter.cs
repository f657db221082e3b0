using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelwright.Crds.Values;

/// <summary>Reads a <see cref="Quantity"/> from a JSON string or number and writes it back the way it came.</summary>
public sealed class QuantityJsonConverter : JsonConverter<Quantity>
{
    /// <inheritdoc />
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new Quantity(reader.GetString()!),
        JsonTokenType.Number => new Quantity(Encoding.UTF8.GetString(reader.ValueSpan), IsNumber: true),
        var token => throw new JsonException($"a quantity is a string or a number, not {token}"),
    };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
    {
        if (value.IsNumber) writer.WriteRawValue(value.Text);
        else writer.WriteStringValue(value.Text ?? "");
    }
}
