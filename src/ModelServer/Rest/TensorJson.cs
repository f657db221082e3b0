using System.Numerics;
using System.Text.Unicode;
using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Rest;

/// <summary>Writes elements of result tensors as JSON, after checking that they have a JSON form.</summary>
internal static class TensorJson
{
    /// <summary>Throws <see cref="RequestException"/> when the part of the output that is to be sent cannot be written as JSON.</summary>
    public static void Check(TensorSignature output, InferResult result, int index)
    {
        if (!output.Datatype.HasJsonForm())
            throw RequestException.BadRequest($"output '{output.Name}' is {output.Datatype.Name()}, which has no JSON form; it travels only with"
                + " the binary tensor data extension. Name the other outputs in 'outputs'");
        var (first, count) = Locate(result, index, result.Shape(index));
        var value = result.Outputs.Value(index);
        var problem = output.Datatype switch
        {
            Datatype.Float32 => IndexOfNonFinite(value.GetTensorDataAsSpan<float>().Slice(first, count)),
            Datatype.Float64 => IndexOfNonFinite(value.GetTensorDataAsSpan<double>().Slice(first, count)),
            Datatype.Bytes => IndexOfNonUtf8(value, first, count),
            _ => -1,
        };
        if (problem < 0) return;
        var what = output.Datatype == Datatype.Bytes ? "bytes that are not UTF-8" : "NaN or infinity";
        throw new RequestException(
            StatusCodes.Status500InternalServerError,
            $"the model gave {what} in output '{output.Name}' (element {problem}), which has no JSON form");
    }

    /// <summary>Where a request's elements lie in the output of the run.</summary>
    public static (int First, int Count) Locate(InferResult result, int output, ReadOnlySpan<long> shape)
    {
        var count = checked((int)TensorShape.ElementCount(shape));
        return (result.Rows <= 0 ? 0 : count / result.Rows * result.FirstRow, count);
    }

    /// <summary>Writes elements with commas between them.</summary>
    public static void Write(Utf8Writer writer, Datatype datatype, OrtValue value, int first, int count)
    {
        switch (datatype)
        {
            case Datatype.Bool: WriteBools(writer, value.GetTensorDataAsSpan<bool>().Slice(first, count)); break;
            case Datatype.UInt8: WriteNumbers(writer, value.GetTensorDataAsSpan<byte>().Slice(first, count)); break;
            case Datatype.UInt16: WriteNumbers(writer, value.GetTensorDataAsSpan<ushort>().Slice(first, count)); break;
            case Datatype.UInt32: WriteNumbers(writer, value.GetTensorDataAsSpan<uint>().Slice(first, count)); break;
            case Datatype.UInt64: WriteNumbers(writer, value.GetTensorDataAsSpan<ulong>().Slice(first, count)); break;
            case Datatype.Int8: WriteNumbers(writer, value.GetTensorDataAsSpan<sbyte>().Slice(first, count)); break;
            case Datatype.Int16: WriteNumbers(writer, value.GetTensorDataAsSpan<short>().Slice(first, count)); break;
            case Datatype.Int32: WriteNumbers(writer, value.GetTensorDataAsSpan<int>().Slice(first, count)); break;
            case Datatype.Int64: WriteNumbers(writer, value.GetTensorDataAsSpan<long>().Slice(first, count)); break;
            case Datatype.Float32: WriteNumbers(writer, value.GetTensorDataAsSpan<float>().Slice(first, count)); break;
            case Datatype.Float64: WriteNumbers(writer, value.GetTensorDataAsSpan<double>().Slice(first, count)); break;
            case Datatype.Bytes: WriteStrings(writer, value, first, count); break;
            default: throw new InvalidOperationException($"{datatype} has no JSON form");
        }
    }

    private static void WriteNumbers<T>(Utf8Writer writer, ReadOnlySpan<T> elements)
        where T : struct, IUtf8SpanFormattable
    {
        for (var i = 0; i < elements.Length; i++)
        {
            if (i > 0) writer.Write((byte)',');
            writer.Write(elements[i]);
        }
    }

    private static void WriteBools(Utf8Writer writer, ReadOnlySpan<bool> elements)
    {
        for (var i = 0; i < elements.Length; i++)
        {
            if (i > 0) writer.Write((byte)',');
            writer.Write(elements[i] ? "true"u8 : "false"u8);
        }
    }

    private static void WriteStrings(Utf8Writer writer, OrtValue value, int first, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (i > 0) writer.Write((byte)',');
            JsonText.Write(writer, value.GetStringElementAsSpan(first + i));
        }
    }

    private static int IndexOfNonFinite<T>(ReadOnlySpan<T> elements)
        where T : struct, IFloatingPoint<T>
    {
        for (var i = 0; i < elements.Length; i++)
            if (!T.IsFinite(elements[i])) return i;
        return -1;
    }

    private static int IndexOfNonUtf8(OrtValue value, int first, int count)
    {
        for (var i = 0; i < count; i++)
            if (!Utf8.IsValid(value.GetStringElementAsSpan(first + i))) return i;
        return -1;
    }
}
