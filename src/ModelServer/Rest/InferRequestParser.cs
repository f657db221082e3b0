using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;
using static Modelwright.ModelServer.Rest.RequestException;

namespace Modelwright.ModelServer.Rest;

/// <summary>
/// Reads the JSON body of an inference request straight into tensors. Members may come in any order; unknown ones are ignored, as are
/// parameters; a member that is given twice, or a value of another type than the protocol's, is refused.
/// </summary>
internal sealed class InferRequestParser(ModelSignature signature, TensorPool pool)
{
    private const int MaxIdBytes = 1024;

    /// <summary>Parses <paramref name="body"/>; throws <see cref="RequestException"/> with what is wrong and where.</summary>
    public unsafe InferRequest Parse(ReadOnlySpan<byte> body)
    {
        var request = new InferRequest(signature, pool);
        try
        {
            fixed (byte* start = body)
            {
                var json = new JsonCursor(start, body.Length);
                ReadRequest(ref json, request);
            }

            RequireAllInputs(request);
            return request;
        }
        catch (JsonSyntaxException e)
        {
            request.Dispose();
            throw BadRequest($"the body is not a valid inference request: {e.Message}");
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    private void ReadRequest(ref JsonCursor json, InferRequest request)
    {
        json.Expect((byte)'{', "at the start of the request");
        var seen = Members.None;
        if (!json.TryRead((byte)'}'))
        {
            do
            {
                var name = json.ReadText();
                json.Expect((byte)':', "after a member name");
                if (name.SequenceEqual("inputs"u8))
                {
                    Once(ref seen, Members.Inputs, json, "inputs");
                    ReadInputs(ref json, request);
                }
                else if (name.SequenceEqual("outputs"u8))
                {
                    Once(ref seen, Members.Outputs, json, "outputs");
                    request.Outputs = RequestedOutputsReader.Read(ref json, signature);
                }
                else if (name.SequenceEqual("id"u8))
                {
                    Once(ref seen, Members.Id, json, "id");
                    request.RawId = ReadId(ref json);
                }
                else
                {
                    json.Skip();
                }
            }
            while (json.TryRead((byte)','));
            json.Expect((byte)'}', "or ',' in the request");
        }

        if (json.Peek() != 0 || json.Remaining > 0) throw json.Error("unexpected text after the request");
        if ((seen & Members.Inputs) == 0) throw BadRequest("the request has no 'inputs'");
    }

    private void ReadInputs(ref JsonCursor json, InferRequest request)
    {
        json.Expect((byte)'[', "at the start of 'inputs'");
        if (json.TryRead((byte)']')) return;
        do InputReader.Read(ref json, signature, pool, request);
        while (json.TryRead((byte)','));
        json.Expect((byte)']', "or ',' in 'inputs'");
    }

    private static byte[] ReadId(ref JsonCursor json)
    {
        if (json.Peek() != '"') throw json.Error("'id' must be a string");
        var first = json.Position;
        var text = json.ReadText();
        if (text.Length > MaxIdBytes) throw BadRequest($"'id' is longer than {MaxIdBytes} bytes");
        if (!System.Text.Unicode.Utf8.IsValid(text)) throw BadRequest("'id' is not valid UTF-8");
        return json.Since(first).ToArray();
    }

    private void RequireAllInputs(InferRequest request)
    {
        if (!request.Inputs.AsSpan().Contains(null)) return;
        var missing = signature.Inputs.Where((_, i) => request.Inputs[i] is null);
        throw BadRequest($"missing input {Quoted.Names(missing)}; the model takes {Quoted.Names(signature.Inputs)}");
    }

    private static void Once(ref Members seen, Members member, in JsonCursor json, string name)
    {
        if ((seen & member) != 0) throw json.Error($"'{name}' is given twice");
        seen |= member;
    }

    [Flags]
    private enum Members
    {
        None = 0,
        Inputs = 1,
        Outputs = 2,
        Id = 4,
    }
}
