namespace Modelwright.ModelServer.Rest;

/// <summary>Where the text of a JSON string stands, between its quotes.</summary>
internal readonly unsafe struct JsonStringPlace(byte* start, int length, bool isEscaped)
{
    /// <summary>Whether there are escapes to decode.</summary>
    public bool IsEscaped { get; } = isEscaped;

    /// <summary>The text as written.</summary>
    public ReadOnlySpan<byte> Raw => new(start, length);
}
