namespace Modelwright.Agent.Metrics;

/// <summary>Cuts bytes that come in pieces into lines of bounded length.</summary>
/// <param name="maxLength">A longer line is left out.</param>
/// <param name="line">Gets each line with its number, from 1, without its line feed.</param>
/// <param name="tooLong">Gets the number of each line that was left out.</param>
internal sealed class LineSplitter(int maxLength, LineSplitter.LineHandler line, Action<long> tooLong)
{
    private readonly byte[] pending = new byte[maxLength];
    private int length;
    private bool skipping;
    private long number = 1;

    public delegate void LineHandler(ReadOnlySpan<byte> text, long number);

    /// <summary>Takes the next piece; what follows its last line feed waits.</summary>
    public void Add(ReadOnlySpan<byte> piece)
    {
        while (piece.Length > 0)
        {
            var end = piece.IndexOf((byte)'\n');
            Append(end < 0 ? piece : piece[..end]);
            if (end < 0) return;
            End();
            piece = piece[(end + 1)..];
        }
    }

    /// <summary>Takes what waits as a line: no more will come.</summary>
    public void Finish()
    {
        if (length > 0 || skipping) End();
    }

    /// <summary>Drops what waits: the file begins anew.</summary>
    public void Restart() => (length, skipping, number) = (0, false, 1);

    private void Append(ReadOnlySpan<byte> part)
    {
        if (skipping) return;
        if (part.Length > maxLength - length)
        {
            (length, skipping) = (0, true);
            tooLong(number);
            return;
        }

        part.CopyTo(pending.AsSpan(length));
        length += part.Length;
    }

    private void End()
    {
        if (!skipping) line(pending.AsSpan(0, length), number);
        (length, skipping) = (0, false);
        number++;
    }
}
