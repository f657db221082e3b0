using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Rest;

/// <summary>Reads the <c>parameters</c> of an input. Unknown ones are ignored; one that says the data is elsewhere cannot be.</summary>
internal static class ParametersReader
{
    /// <summary>Skips the parameters; refuses data that travels outside the JSON.</summary>
    public static void Read(ref JsonCursor json)
    {
        if (json.Peek() != '{') throw json.Error("'parameters' must be an object");
        json.Expect((byte)'{', "at the start of 'parameters'");
        if (json.TryRead((byte)'}')) return;
        do
        {
            var name = json.ReadText();
            json.Expect((byte)':', "after a parameter's name");
            if (name.SequenceEqual("binary_data_size"u8))
                throw RequestException.BadRequest("binary tensor data is not supported by this server; send 'data' as JSON");
            json.Skip();
        }
        while (json.TryRead((byte)','));
        json.Expect((byte)'}', "or ',' in 'parameters'");
    }
}
