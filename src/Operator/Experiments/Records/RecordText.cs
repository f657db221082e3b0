using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelwright.Operator.Experiments.Records;

/// <summary>Records as JSON lines, by rising number.</summary>
public static class RecordText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes rows.</summary>
    public static string Write(IEnumerable<RunRecord> records) =>
        string.Concat(records.OrderBy(record => record.Number).Select(record => JsonSerializer.Serialize(record, Options) + "\n"));

    /// <summary>Reads rows; a line that is none, because somebody edited it, is left out.</summary>
    public static IReadOnlyList<RunRecord> Read(string? text)
    {
        List<RunRecord> records = [];
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (TryRead(line) is { Number: > 0 } record) records.Add(record);
        return records;
    }

    private static RunRecord? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<RunRecord>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
