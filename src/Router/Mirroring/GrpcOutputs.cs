using System.Buffers.Binary;
using Google.Protobuf;
using Modelwright.Router.Mirroring.Protos;

namespace Modelwright.Router.Mirroring;

/// <summary>Reads the outputs of an inference from the answer of the protocol's gRPC service: one message, not compressed.</summary>
public static class GrpcOutputs
{
    private const int Prefix = 5;

    /// <summary>The outputs, or null when the body is not such an answer.</summary>
    public static IReadOnlyList<OutputTensor>? Read(ReadOnlyMemory<byte> body)
    {
        // A byte that says whether it is compressed, the length, the message.
        if (body.Length < Prefix || body.Span[0] != 0) return null;
        if (BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]) != body.Length - Prefix) return null;
        try
        {
            var answer = ModelInferResponse.Parser.ParseFrom(new System.Buffers.ReadOnlySequence<byte>(body[Prefix..]));
            // All outputs are raw, or none is.
            var raw = answer.RawOutputContents;
            if (raw.Count != 0 && raw.Count != answer.Outputs.Count) return null;
            var outputs = new List<OutputTensor>();
            for (var i = 0; i < answer.Outputs.Count; i++)
            {
                var output = answer.Outputs[i];
                var values = raw.Count > 0 ? TensorType.Read(output.Datatype, raw[i].Memory) : Typed(output);
                if (values is null) return null;
                outputs.Add(new OutputTensor(output.Name, output.Datatype, [.. output.Shape], values));
            }

            return outputs;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static TensorValues? Typed(InferOutputTensor output)
    {
        var contents = output.Contents ?? new InferTensorContents();
        return output.Datatype switch
        {
            "FP32" => new([.. contents.Fp32Contents.Select(value => (double)value)]),
            "FP64" => new([.. contents.Fp64Contents]),
            "BOOL" => new([.. contents.BoolContents.Select(value => value ? 1L : 0)]),
            "INT8" or "INT16" or "INT32" => new([.. contents.IntContents.Select(value => (long)value)]),
            "INT64" => new([.. contents.Int64Contents]),
            "UINT8" or "UINT16" or "UINT32" => new([.. contents.UintContents.Select(value => (long)value)]),
            "UINT64" => new([.. contents.Uint64Contents.Select(value => unchecked((long)value))]),
            "BYTES" => new([.. contents.BytesContents.Select(value => value.Memory)]),
            _ => null,
        };
    }
}
