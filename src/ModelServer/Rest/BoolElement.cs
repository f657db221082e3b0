namespace Modelwright.ModelServer.Rest;

/// <summary>BOOL: <c>true</c> or <c>false</c>.</summary>
internal readonly unsafe struct BoolElement : IJsonElement<bool>
{
    public static string Expected => "true or false";

    public static byte* Read(byte* p, byte* end, out bool value)
    {
        var text = new ReadOnlySpan<byte>(p, (int)Math.Min(end - p, 5));
        value = text.StartsWith("true"u8);
        return value ? p + 4 : text.SequenceEqual("false"u8) ? p + 5 : null;
    }
}
