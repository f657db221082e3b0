using System.Buffers;
using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Rest;

/// <summary>Reads an array of strings into a tensor whose memory ONNX Runtime owns.</summary>
internal static class StringArrayReader
{
    /// <summary>Fills the tensor; returns null, or what is wrong.</summary>
    public static string? Read(ref JsonCursor json, Tensor tensor)
    {
        // Where the strings stand first, by the rules that all arrays share; then the strings themselves.
        var places = new JsonStringPlace[tensor.Count];
        if (ArrayReader.Read<JsonStringPlace, StringElement>(ref json, tensor.Shape, places) is { } error) return error;
        for (var i = 0; i < places.Length; i++)
            if (!Set(tensor, i, places[i])) return $"string {i} of 'data' has an invalid escape";
        return null;
    }

    private static bool Set(Tensor tensor, int index, JsonStringPlace place)
    {
        if (!place.IsEscaped)
        {
            tensor.SetText(index, place.Raw);
            return true;
        }

        var text = ArrayPool<byte>.Shared.Rent(place.Raw.Length);
        try
        {
            var length = JsonText.Unescape(place.Raw, text);
            if (length >= 0) tensor.SetText(index, text.AsSpan(0, length));
            return length >= 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }
}
