using System.Buffers;
using System.IO.Pipelines;

namespace Modelwright.ModelServer.Rest;

/// <summary>
/// The whole body of a request in one block of memory: where it arrived, when it came in one piece, else in a pooled array. Dispose it when
/// it was parsed.
/// </summary>
internal readonly struct RequestBody : IDisposable
{
    private readonly PipeReader? reader;
    private readonly SequencePosition consumed;
    private readonly byte[]? rented;
    private readonly ReadOnlyMemory<byte> memory;

    public RequestBody(PipeReader reader, ReadOnlySequence<byte> piece)
    {
        this.reader = reader;
        consumed = piece.End;
        memory = piece.First;
    }

    public RequestBody(byte[] rented, int length)
    {
        this.rented = rented;
        memory = rented.AsMemory(0, length);
    }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => memory.Span;

    /// <inheritdoc cref="Bytes"/>
    public ReadOnlyMemory<byte> Memory => memory;

    public void Dispose()
    {
        reader?.AdvanceTo(consumed);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }
}
