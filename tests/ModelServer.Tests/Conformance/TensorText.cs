using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Modelwright.ModelServer.Tests.Conformance;

/// <summary>
/// Tensors as JSON by System.Text.Json, and JSON compared with ONNX Runtime's bits: independent of the server's reader and writer.
/// </summary>
internal static class TensorText
{
    /// <summary>The protocol's datatype, or null.</summary>
    public static string? Datatype(TensorElementType type) => type switch
    {
        TensorElementType.Float => "FP32",
        TensorElementType.Double => "FP64",
        TensorElementType.Float16 => "FP16",
        TensorElementType.BFloat16 => "BF16",
        TensorElementType.Bool => "BOOL",
        TensorElementType.String => "BYTES",
        TensorElementType.Int8 or TensorElementType.Int16 or TensorElementType.Int32 or TensorElementType.Int64
            or TensorElementType.UInt8 or TensorElementType.UInt16 or TensorElementType.UInt32 or TensorElementType.UInt64 =>
                type.ToString().ToUpperInvariant(),
        _ => null,
    };

    /// <summary>Whether JSON can carry the elements.</summary>
    public static bool HasJsonForm(TensorElementType type, ReadOnlySpan<byte> bytes) => type switch
    {
        TensorElementType.Float16 or TensorElementType.BFloat16 => false,
        TensorElementType.Float => AllFinite(MemoryMarshal.Cast<byte, float>(bytes)),
        TensorElementType.Double => AllFinite(MemoryMarshal.Cast<byte, double>(bytes)),
        _ => true,
    };

    /// <summary>Writes the elements, flat.</summary>
    public static void Write(Utf8JsonWriter json, TestTensor tensor)
    {
        json.WriteStartArray();
        switch (tensor.Type)
        {
            case TensorElementType.Float: foreach (var value in tensor.As<float>()) WriteReal(json, value); break;
            case TensorElementType.Double: foreach (var value in tensor.As<double>()) WriteReal(json, value); break;
            case TensorElementType.Bool: foreach (var value in tensor.As<bool>()) json.WriteBooleanValue(value); break;
            case TensorElementType.Int8: foreach (var value in tensor.As<sbyte>()) json.WriteNumberValue(value); break;
            case TensorElementType.Int16: foreach (var value in tensor.As<short>()) json.WriteNumberValue(value); break;
            case TensorElementType.Int32: foreach (var value in tensor.As<int>()) json.WriteNumberValue(value); break;
            case TensorElementType.Int64: foreach (var value in tensor.As<long>()) json.WriteNumberValue(value); break;
            case TensorElementType.UInt8: foreach (var value in tensor.As<byte>()) json.WriteNumberValue(value); break;
            case TensorElementType.UInt16: foreach (var value in tensor.As<ushort>()) json.WriteNumberValue(value); break;
            case TensorElementType.UInt32: foreach (var value in tensor.As<uint>()) json.WriteNumberValue(value); break;
            case TensorElementType.UInt64: foreach (var value in tensor.As<ulong>()) json.WriteNumberValue(value); break;
            case TensorElementType.String: foreach (var value in tensor.Strings) json.WriteStringValue(value); break;
            case TensorElementType.Float16 or TensorElementType.BFloat16:
                foreach (var _ in tensor.As<ushort>()) json.WriteNumberValue(1);
                break;
            default: throw new InvalidOperationException($"no JSON form for {tensor.Type}");
        }

        json.WriteEndArray();
    }

    /// <summary>Whether the array holds the value's elements, bit for bit.</summary>
    public static bool SameBits(JsonElement data, OrtValue value, TensorElementType type)
    {
        var items = data.EnumerateArray().ToArray();
        if (type == TensorElementType.String)
            return items.Length == value.GetTensorTypeAndShape().ElementCount
                && items.Select((item, i) => Encoding.UTF8.GetBytes(item.GetString()!).AsSpan()
                    .SequenceEqual(value.GetStringElementAsSpan(i))).All(same => same);
        return type switch
        {
            TensorElementType.Float => Same<float>(items, value, text => float.Parse(text, CultureInfo.InvariantCulture)),
            TensorElementType.Double => Same<double>(items, value, text => double.Parse(text, CultureInfo.InvariantCulture)),
            TensorElementType.Bool => Same<bool>(items, value, bool.Parse),
            TensorElementType.Int8 => Same<sbyte>(items, value, text => sbyte.Parse(text, CultureInfo.InvariantCulture)),
            TensorElementType.Int16 => Same<short>(items, value, text => short.Parse(text, CultureInfo.InvariantCulture)),
            TensorElementType.Int32 => Same<int>(items, value, text => int.Parse(text, CultureInfo.InvariantCulture)),
            TensorElementType.Int64 => Same<long>(items, value, text => long.Parse(text, CultureInfo.InvariantCulture)),
            TensorElementType.UInt8 => Same<byte>(items, value, text => byte.Parse(text, CultureInfo.InvariantCulture)),
            TensorElementType.UInt16 => Same<ushort>(items, value, text => ushort.Parse(text, CultureInfo.InvariantCulture)),
            TensorElementType.UInt32 => Same<uint>(items, value, text => uint.Parse(text, CultureInfo.InvariantCulture)),
            TensorElementType.UInt64 => Same<ulong>(items, value, text => ulong.Parse(text, CultureInfo.InvariantCulture)),
            _ => throw new InvalidOperationException($"no JSON form for {type}"),
        };
    }

    // What is not finite is written as lax clients do, NaN and Infinity, to see it refused.
    private static void WriteReal<T>(Utf8JsonWriter json, T value)
        where T : System.Numerics.INumberBase<T> =>
        json.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture), skipInputValidation: true);

    private static bool Same<T>(JsonElement[] items, OrtValue value, Func<string, T> parse)
        where T : unmanaged
    {
        var parsed = items.Select(item => parse(item.GetRawText())).ToArray();
        return MemoryMarshal.AsBytes(parsed.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(value.GetTensorDataAsSpan<T>()));
    }

    private static bool AllFinite<T>(ReadOnlySpan<T> values)
        where T : System.Numerics.INumberBase<T>
    {
        foreach (var value in values)
            if (!T.IsFinite(value)) return false;
        return true;
    }
}
