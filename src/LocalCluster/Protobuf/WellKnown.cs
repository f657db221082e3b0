using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Protobuf;

/// <summary>Types that are messages in protobuf and scalars in JSON: times, quantities, int-or-string, raw JSON.</summary>
internal static class WellKnown
{
    public static JsonNode? Read(ReadOnlySpan<byte> bytes, TypeSchema schema)
    {
        var numbers = new long[4];
        ReadOnlySpan<byte> first = default, third = default;
        var reader = new WireReader(bytes);
        while (reader.TryReadTag(out var field, out var wire))
        {
            if (wire == WireType.Varint && field < numbers.Length) numbers[field] = unchecked((long)reader.ReadVarint());
            else if (wire == WireType.Bytes && field == 1) first = reader.ReadBytes();
            else if (wire == WireType.Bytes && field == 3) third = reader.ReadBytes();
            else reader.Skip(wire);
        }

        return schema.Format switch
        {
            "date-time" => Time(numbers[1], numbers[2]) is { } time ? Timestamps.Seconds(time) : null,
            "micro-time" => Time(numbers[1], numbers[2]) is { } time ? Timestamps.Micro(time) : null,
            "duration" => string.Create(CultureInfo.InvariantCulture, $"{numbers[1] / 1e9}s"),
            "quantity" => Encoding.UTF8.GetString(first),
            "int-or-string" => numbers[1] == 0 ? numbers[2] : Encoding.UTF8.GetString(third),
            _ => Raw(first),
        };
    }

    // Go's zero time is written as an empty message, or as the year 1.
    private static DateTimeOffset? Time(long seconds, long nanos) =>
        seconds <= 0 || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? null
            : DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanos / 100);

    private static JsonNode? Raw(ReadOnlySpan<byte> json)
    {
        try
        {
            return json.IsEmpty ? null : JsonText.Parse(json);
        }
        catch (JsonException error)
        {
            throw new FormatException($"embedded JSON cannot be read: {error.Message}", error);
        }
    }
}
