using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelwright.Crds.Values;

/// <summary>
/// Writes the times of KubernetesClient's types (conditions, metadata) as <c>metav1.Time</c> does. A time without a zone is taken as UTC.
/// </summary>
public sealed class UtcTimeJsonConverter : JsonConverter<DateTime>
{
    /// <inheritdoc />
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().UtcDateTime;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        var utc = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;
        writer.WriteStringValue(utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }
}
