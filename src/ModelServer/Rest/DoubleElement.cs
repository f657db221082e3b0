using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Rest;

/// <summary>FP64: any number whose nearest double is finite.</summary>
internal readonly unsafe struct DoubleElement : IJsonElement<double>
{
    public static string Expected => "a number that FP64 can hold (NaN and infinity are not JSON)";

    public static byte* Read(byte* p, byte* end, out double value)
    {
        p = JsonNumber.Read(p, end, out value);
        return double.IsFinite(value) ? p : null;
    }
}
