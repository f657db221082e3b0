namespace Modelwright.Router.Tests.Support;

/// <summary>What a <see cref="RawBackend"/> does with a request.</summary>
public sealed record RawAnswer(string? Text, RawEnd Then, bool ReadBody = true)
{
    public static RawAnswer Ok { get; } = new("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", RawEnd.KeepOpen);

    public static RawAnswer Close { get; } = new(null, RawEnd.Close);

    public static RawAnswer Reset { get; } = new(null, RawEnd.Reset);

    public static RawAnswer Hang { get; } = new(null, RawEnd.Hang);
}
