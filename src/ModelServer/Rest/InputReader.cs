using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;
using static Modelwright.ModelServer.Rest.RequestException;

namespace Modelwright.ModelServer.Rest;

/// <summary>Reads one element of the request's <c>inputs</c>.</summary>
internal static class InputReader
{
    /// <summary>Reads the input and puts its tensor in its place in the request.</summary>
    public static void Read(ref JsonCursor json, ModelSignature signature, TensorPool pool, InferRequest request)
    {
        json.Expect((byte)'{', "at the start of an input");
        var input = new Parts { Data = -1, Index = -1 };
        Span<long> dimensions = stackalloc long[TensorShape.MaxRank];
        Tensor? tensor = null;
        try
        {
            if (!json.TryRead((byte)'}'))
            {
                do
                {
                    var member = json.ReadText();
                    json.Expect((byte)':', "after a member name");
                    if (member.SequenceEqual("name"u8)) ReadName(ref json, signature, ref input);
                    else if (member.SequenceEqual("shape"u8)) ReadShape(ref json, ref input, dimensions);
                    else if (member.SequenceEqual("datatype"u8)) ReadDatatype(ref json, ref input);
                    else if (member.SequenceEqual("parameters"u8)) ParametersReader.Read(ref json);
                    else if (member.SequenceEqual("data"u8)) ReadData(ref json, signature, pool, ref input, dimensions, ref tensor);
                    else json.Skip();
                }
                while (json.TryRead((byte)','));
                json.Expect((byte)'}', "or ',' in an input");
            }

            tensor ??= ReadDeferred(ref json, signature, pool, input, dimensions);
            if (request.Inputs[input.Index] is not null)
                throw BadRequest($"input '{signature.Inputs[input.Index].Name}' is given twice");
            request.Inputs[input.Index] = tensor;
            tensor = null;
        }
        finally
        {
            if (tensor is not null) pool.Return(tensor);
        }
    }

    private static void ReadName(ref JsonCursor json, ModelSignature signature, ref Parts input)
    {
        if (input.Index >= 0) throw json.Error("'name' of an input is given twice");
        if (json.Peek() != '"') throw json.Error("'name' of an input must be a string");
        var name = json.ReadText();
        input.Index = signature.InputIndex(name);
        if (input.Index < 0) throw BadRequest($"unknown input '{Quoted.Name(name)}'; the model takes {Quoted.Names(signature.Inputs)}");
    }

    private static void ReadDatatype(ref JsonCursor json, ref Parts input)
    {
        if (input.Datatype is not null) throw json.Error("'datatype' is given twice");
        if (json.Peek() != '"') throw json.Error("'datatype' must be a string");
        var name = json.ReadText();
        input.Datatype = DatatypeExtensions.Parse(name)
            ?? throw BadRequest(
                $"unknown datatype '{Quoted.Name(name)}'; the protocol has BOOL, (U)INT8 to 64, FP16, FP32, FP64 and BYTES");
    }

    private static unsafe void ReadShape(ref JsonCursor json, ref Parts input, Span<long> dimensions)
    {
        if (input.HasShape) throw json.Error("'shape' is given twice");
        input.HasShape = true;
        if (json.Peek() != '[') throw json.Error("'shape' must be an array of integers");
        json.Expect((byte)'[', "at the start of 'shape'");
        if (json.TryRead((byte)']')) return;
        do
        {
            json.Peek();
            var next = JsonInteger.Read(json.Pointer, json.End, out var dimension, out var negative);
            if (next is null || (negative && dimension != 0) || dimension > int.MaxValue)
                throw json.Error($"'shape' must hold integers from 0 to {int.MaxValue}");
            if (input.Rank == TensorShape.MaxRank) throw json.Error($"'shape' has more than {TensorShape.MaxRank} dimensions");
            json.Pointer = next;
            dimensions[input.Rank++] = (long)dimension;
        }
        while (json.TryRead((byte)','));
        json.Expect((byte)']', "or ',' in 'shape'");
    }

    // Clients send the data last; then it is read in place. Otherwise it is skipped and read when the rest is known.
    private static void ReadData(
        ref JsonCursor json, ModelSignature signature, TensorPool pool, ref Parts input, ReadOnlySpan<long> dimensions, ref Tensor? tensor)
    {
        if (input.Data >= 0) throw json.Error("'data' is given twice");
        json.Peek();
        input.Data = json.Position;
        if (input.IsComplete) tensor = TensorDataReader.Read(ref json, Check(signature, input, dimensions), input.Shape(dimensions), pool);
        else json.Skip();
    }

    private static Tensor ReadDeferred(
        ref JsonCursor json, ModelSignature signature, TensorPool pool, in Parts input, ReadOnlySpan<long> dimensions)
    {
        var expected = Check(signature, input, dimensions);
        if (input.Data < 0) throw BadRequest($"input '{expected.Name}' has no 'data'");
        var after = json.Position;
        json.Seek(input.Data);
        var tensor = TensorDataReader.Read(ref json, expected, input.Shape(dimensions), pool);
        json.Seek(after);
        return tensor;
    }

    private static TensorSignature Check(ModelSignature signature, in Parts input, ReadOnlySpan<long> dimensions)
    {
        if (input.Index < 0) throw BadRequest("an input has no 'name'");
        var expected = signature.Inputs[input.Index];
        if (!input.HasShape) throw BadRequest($"input '{expected.Name}' has no 'shape'");
        if (input.Datatype is not { } datatype) throw BadRequest($"input '{expected.Name}' has no 'datatype'");
        if (datatype != expected.Datatype)
            throw BadRequest($"input '{expected.Name}' is {datatype.Name()}, but the model takes {expected.Datatype.Name()}");
        if (!datatype.HasJsonForm())
            throw BadRequest(
                $"input '{expected.Name}': {datatype.Name()} has no JSON form; it travels only with the binary tensor data extension");
        if (expected.IsRankKnown && !TensorShape.Fits(input.Shape(dimensions), expected.Shape))
            throw BadRequest($"input '{expected.Name}' has shape {TensorShape.Text(input.Shape(dimensions))}, "
                + $"but the model takes {TensorShape.Text(expected.Shape)} (-1: any size)");
        return expected;
    }

    private struct Parts
    {
        public int Index;
        public Datatype? Datatype;
        public bool HasShape;
        public int Rank;
        public int Data;

        public readonly bool IsComplete => Index >= 0 && HasShape && Datatype is not null;

        public readonly ReadOnlySpan<long> Shape(ReadOnlySpan<long> dimensions) => dimensions[..Rank];
    }
}
