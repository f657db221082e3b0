using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Modelwright.Router.Mirroring;

/// <summary>
/// Reads the outputs of an inference from the protocol's JSON, with the tensors that follow it by the binary tensor data extension, if any.
/// </summary>
public static class JsonOutputs
{
    /// <summary>The outputs, or null when the body is no answer to an inference.</summary>
    /// <param name="body">JSON, and after it the binary tensors.</param>
    /// <param name="jsonLength">The header that says how long the JSON is; null: all of it.</param>
    public static IReadOnlyList<OutputTensor>? Read(ReadOnlyMemory<byte> body, string? jsonLength)
    {
        var json = body;
        if (!string.IsNullOrEmpty(jsonLength))
        {
            if (!int.TryParse(jsonLength, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > body.Length)
                return null;
            json = body[..length];
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return Outputs(document.RootElement, body[json.Length..]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            // Not JSON, or a member is missing or of another kind.
            return null;
        }
    }

    private static List<OutputTensor>? Outputs(JsonElement root, ReadOnlyMemory<byte> binary)
    {
        var outputs = new List<OutputTensor>();
        foreach (var output in root.GetProperty("outputs").EnumerateArray())
        {
            var datatype = output.GetProperty("datatype").GetString()!;
            TensorValues? values;
            if (BinarySize(output) is { } size)
            {
                if (size < 0 || size > binary.Length) return null;
                values = TensorType.Read(datatype, binary[..size]);
                binary = binary[size..];
            }
            else
            {
                values = Values(datatype, output.GetProperty("data"));
            }

            if (values is null) return null;
            long[] shape = [.. output.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt64())];
            outputs.Add(new OutputTensor(output.GetProperty("name").GetString()!, datatype, shape, values));
        }

        return binary.Length == 0 ? outputs : null;
    }

    private static int? BinarySize(JsonElement output) =>
        output.TryGetProperty("parameters", out var parameters) && parameters.TryGetProperty("binary_data_size", out var size)
            ? size.GetInt32()
            : null;

    private static TensorValues? Values(string datatype, JsonElement data)
    {
        if (TensorType.IsReal(datatype)) return new([.. Elements(data).Select(Real)]);
        if (TensorType.IsInteger(datatype)) return new([.. Elements(data).Select(Integer)]);
        return datatype == "BYTES"
            ? new([.. Elements(data).Select(e => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(e.GetString() ?? ""))])
            : null;
    }

    // The protocol allows data in one row or nested like the shape; both are row-major.
    private static IEnumerable<JsonElement> Elements(JsonElement data)
    {
        foreach (var element in data.EnumerateArray())
            if (element.ValueKind == JsonValueKind.Array)
                foreach (var inner in Elements(element))
                    yield return inner;
            else
                yield return element;
    }

    // JSON has no NaN; servers write null or a text in its place.
    private static double Real(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => double.Parse(element.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => element.GetDouble(),
    };

    private static long Integer(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => element.TryGetInt64(out var value) ? value : unchecked((long)element.GetUInt64()),
    };
}
