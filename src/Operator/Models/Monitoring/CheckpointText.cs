using System.Text.Json;
using System.Text.Json.Serialization;
using Modelwright.Crds;
using Modelwright.Operator.Models.Monitoring.Counting;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>A record as the text of a ConfigMap.</summary>
internal static class CheckpointText
{
    /// <summary>A ConfigMap takes a mebibyte, with its metadata.</summary>
    private const int MaxCharacters = 256 * 1024;

    private static readonly JsonSerializerOptions Options = new(CrdJson.Options) { Converters = { new TallyConverter() } };

    /// <summary>
    /// Writes it. What is too long loses first the counts of the open windows: those windows begin anew when the operator does.
    /// </summary>
    public static string Write(MonitoringRecord record)
    {
        var text = JsonSerializer.Serialize(record, Options);
        if (text.Length <= MaxCharacters) return text;
        return JsonSerializer.Serialize(record with { DriftWindow = null, QualityWindow = null }, Options);
    }

    /// <summary>Reads it; null where it is nothing that was written so: then watching begins anew.</summary>
    public static MonitoringRecord? Read(string? text)
    {
        if (text is null) return null;
        try
        {
            return JsonSerializer.Deserialize<MonitoringRecord>(text, Options);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private sealed class TallyConverter : JsonConverter<Tally>
    {
        public override Tally Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Tally.Parse(reader.GetString() ?? "") ?? throw new JsonException("counts are numbers with blanks between them");

        public override void Write(Utf8JsonWriter writer, Tally value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
