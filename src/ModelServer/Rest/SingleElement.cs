using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Rest;

/// <summary>FP32: any number whose nearest float is finite.</summary>
internal readonly unsafe struct SingleElement : IJsonElement<float>
{
    public static string Expected => "a number that FP32 can hold (NaN and infinity are not JSON)";

    public static byte* Read(byte* p, byte* end, out float value)
    {
        p = JsonNumber.Read(p, end, out value);
        return float.IsFinite(value) ? p : null;
    }
}
