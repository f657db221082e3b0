namespace Modelwright.Router.Tests.Support;

/// <summary>Bytes whose number nobody can know before, so that a client must send them chunked.</summary>
public sealed class UnknownLengthStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;
}
