using System.Buffers;
using System.Globalization;

namespace Modelwright.ModelServer.Json;

/// <summary>Collects UTF-8 text in a pooled array that grows.</summary>
internal sealed class Utf8Writer : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(1024);
    private int length;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, length);

    /// <summary>The number of bytes written.</summary>
    public int Length => length;

    public void Write(byte value)
    {
        if (length == buffer.Length) Grow(1);
        buffer[length++] = value;
    }

    public void Write(ReadOnlySpan<byte> text)
    {
        if (buffer.Length - length < text.Length) Grow(text.Length);
        text.CopyTo(buffer.AsSpan(length));
        length += text.Length;
    }

    /// <summary>Writes a number in its shortest form that reads back as the same bits.</summary>
    public void Write<T>(T value)
        where T : struct, IUtf8SpanFormattable
    {
        const int Longest = 32;
        if (buffer.Length - length < Longest) Grow(Longest);
        if (!value.TryFormat(buffer.AsSpan(length), out var written, default, CultureInfo.InvariantCulture))
            throw new InvalidOperationException($"a number took more than {Longest} characters");
        length += written;
    }

    /// <summary>Forgets what was written and keeps the memory.</summary>
    public void Clear() => length = 0;

    public void Dispose()
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        length = 0;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(length + needed), Math.Max(1024, buffer.Length * 2)));
        buffer.AsSpan(0, length).CopyTo(larger);
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
