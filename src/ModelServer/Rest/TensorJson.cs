using System.Numerics;
using System.Text.Unicode;
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
            throw RequestException.BadRequest(
                $"output '{output.Name}' is {output.Datatype.Name()}, which has no JSON form; it travels only with the binary tensor data"
                + " extension. Name the other outputs in 'outputs'");
        var (first, count) = Locate(result, index, result.Shape(index));
        var outputs = result.Outputs;
        var problem = output.Datatype switch
        {
            Datatype.Float32 => IndexOfNonFinite(outputs.Elements<float>(index).Slice(first, count)),
            Datatype.Float64 => IndexOfNonFinite(outputs.Elements<double>(index).Slice(first, count)),
            Datatype.Bytes => IndexOfNonUtf8(outputs, index, first, count),
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
    public static void Write(Utf8Writer writer, Datatype datatype, RunOutputs outputs, int index, int first, int count)
    {
        switch (datatype)
        {
            case Datatype.Bool: WriteBools(writer, outputs.Elements<bool>(index).Slice(first, count)); break;
            case Datatype.UInt8: WriteNumbers(writer, outputs.Elements<byte>(index).Slice(first, count)); break;
            case Datatype.UInt16: WriteNumbers(writer, outputs.Elements<ushort>(index).Slice(first, count)); break;
            case Datatype.UInt32: WriteNumbers(writer, outputs.Elements<uint>(index).Slice(first, count)); break;
            case Datatype.UInt64: WriteNumbers(writer, outputs.Elements<ulong>(index).Slice(first, count)); break;
            case Datatype.Int8: WriteNumbers(writer, outputs.Elements<sbyte>(index).Slice(first, count)); break;
            case Datatype.Int16: WriteNumbers(writer, outputs.Elements<short>(index).Slice(first, count)); break;
            case Datatype.Int32: WriteNumbers(writer, outputs.Elements<int>(index).Slice(first, count)); break;
            case Datatype.Int64: WriteNumbers(writer, outputs.Elements<long>(index).Slice(first, count)); break;
            case Datatype.Float32: WriteNumbers(writer, outputs.Elements<float>(index).Slice(first, count)); break;
            case Datatype.Float64: WriteNumbers(writer, outputs.Elements<double>(index).Slice(first, count)); break;
            case Datatype.Bytes: WriteStrings(writer, outputs, index, first, count); break;
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

    private static void WriteStrings(Utf8Writer writer, RunOutputs outputs, int index, int first, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (i > 0) writer.Write((byte)',');
            JsonText.Write(writer, outputs.Text(index, first + i));
        }
    }

    private static int IndexOfNonFinite<T>(ReadOnlySpan<T> elements)
        where T : struct, IFloatingPoint<T>
    {
        for (var i = 0; i < elements.Length; i++)
            if (!T.IsFinite(elements[i])) return i;
        return -1;
    }

    private static int IndexOfNonUtf8(RunOutputs outputs, int index, int first, int count)
    {
        for (var i = 0; i < count; i++)
            if (!Utf8.IsValid(outputs.Text(index, first + i))) return i;
        return -1;
    }
}
