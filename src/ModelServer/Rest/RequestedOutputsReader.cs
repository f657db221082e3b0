using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Models;
using static Modelwright.ModelServer.Rest.RequestException;

namespace Modelwright.ModelServer.Rest;

/// <summary>Reads the request's <c>outputs</c>: which results to send, in which order.</summary>
internal static class RequestedOutputsReader
{
    /// <summary>The indices of the outputs named, or null for an empty list, which means all of them.</summary>
    public static int[]? Read(ref JsonCursor json, ModelSignature signature)
    {
        json.Expect((byte)'[', "at the start of 'outputs'");
        if (json.TryRead((byte)']')) return null;
        var outputs = new List<int>();
        do
        {
            var index = ReadOutput(ref json, signature);
            if (outputs.Contains(index)) throw BadRequest($"output '{signature.Outputs[index].Name}' is requested twice");
            outputs.Add(index);
        }
        while (json.TryRead((byte)','));
        json.Expect((byte)']', "or ',' in 'outputs'");
        return [.. outputs];
    }

    private static int ReadOutput(ref JsonCursor json, ModelSignature signature)
    {
        json.Expect((byte)'{', "at the start of an output");
        var index = -1;
        if (!json.TryRead((byte)'}'))
        {
            do
            {
                var member = json.ReadText();
                json.Expect((byte)':', "after a member name");
                if (!member.SequenceEqual("name"u8))
                {
                    json.Skip();
                    continue;
                }

                if (index >= 0) throw json.Error("'name' of an output is given twice");
                var name = json.ReadText();
                index = signature.OutputIndex(name);
                if (index < 0)
                    throw BadRequest($"unknown output '{Quoted.Name(name)}'; the model gives {Quoted.Names(signature.Outputs)}");
            }
            while (json.TryRead((byte)','));
            json.Expect((byte)'}', "or ',' in an output");
        }

        return index >= 0 ? index : throw BadRequest("an output has no 'name'");
    }
}
