using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Rest;

/// <summary>Writes an inference response piece by piece into a buffer, so that large answers need not be in memory whole.</summary>
internal sealed class InferResponseWriter(ModelIdentity identity, ModelSignature signature)
{
    private const int ElementsPerPiece = 4096;

    /// <summary>
    /// Writes the response. Nothing is sent before the whole answer is known to have a JSON form, so failures still become an error status.
    /// </summary>
    public async ValueTask WriteAsync(InferRequest request, InferResult result, ResponseSink sink)
    {
        var writer = sink.Writer;
        var outputs = request.Outputs;
        var count = outputs?.Length ?? signature.Outputs.Count;
        for (var i = 0; i < count; i++) TensorJson.Check(signature.Outputs[outputs?[i] ?? i], result, outputs?[i] ?? i);
        writer.Write(identity.ResponsePrefix);
        if (request.RawId.Length > 0)
        {
            writer.Write(",\"id\":"u8);
            writer.Write(request.RawId);
        }

        if (request.Token is { } token)
        {
            writer.Write(",\"parameters\":{\"prediction_token\":"u8);
            JsonText.Write(writer, token);
            writer.Write((byte)'}');
        }

        writer.Write(",\"outputs\":["u8);
        for (var i = 0; i < count; i++)
        {
            if (i > 0) writer.Write((byte)',');
            await WriteOutputAsync(outputs?[i] ?? i, result, sink);
        }

        writer.Write("]}"u8);
    }

    private async ValueTask WriteOutputAsync(int index, InferResult result, ResponseSink sink)
    {
        var writer = sink.Writer;
        var output = signature.Outputs[index];
        var shape = result.Shape(index);
        WriteHead(writer, output, shape);
        var elements = TensorJson.Locate(result, index, shape);
        for (var done = 0; done < elements.Count; done += ElementsPerPiece)
        {
            if (done > 0) writer.Write((byte)',');
            var length = Math.Min(ElementsPerPiece, elements.Count - done);
            TensorJson.Write(writer, output.Datatype, result.Outputs, index, elements.First + done, length);
            await sink.FlushAsync();
        }

        writer.Write("]}"u8);
    }

    private static void WriteHead(Utf8Writer writer, TensorSignature output, ReadOnlySpan<long> shape)
    {
        writer.Write("{\"name\":"u8);
        JsonText.Write(writer, output.Utf8Name);
        writer.Write(",\"datatype\":\""u8);
        foreach (var letter in output.Datatype.Name()) writer.Write((byte)letter);
        writer.Write("\",\"shape\":["u8);
        for (var i = 0; i < shape.Length; i++)
        {
            if (i > 0) writer.Write((byte)',');
            writer.Write(shape[i]);
        }

        writer.Write("],\"data\":["u8);
    }
}
