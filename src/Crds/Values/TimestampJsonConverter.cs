using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelwright.Crds.Values;

/// <summary>
/// Writes a time as <c>metav1.Time</c> does: UTC, whole seconds, <c>2026-03-01T12:00:00Z</c>. Reads any RFC 3339 time.
/// </summary>
public sealed class TimestampJsonConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc />
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
