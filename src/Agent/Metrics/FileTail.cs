using Modelwright.Agent.Files;
using Modelwright.Agent.Outputs;

namespace Modelwright.Agent.Metrics;

/// <summary>
/// Follows a file that another program appends to. A file that was replaced (rotated) is read to its end before the new one; one that
/// became shorter is read again from its beginning.
/// </summary>
internal sealed class FileTail(OutputFolder folder, string name, LineSplitter lines, Warnings warnings) : IDisposable
{
    /// <summary>Bytes that are read in all, however often the file is replaced.</summary>
    public const long MaxBytes = 1L << 30;

    private const int AtATime = 64 * 1024;

    private readonly byte[] buffer = new byte[AtATime];
    private FoundFile? file;
    private FileStream? stream;
    private long total;

    /// <summary>Reads what has come.</summary>
    /// <param name="budget">About how many bytes; more is left for the next time.</param>
    /// <param name="cancellation">Ends it early.</param>
    public void Poll(long budget, CancellationToken cancellation)
    {
        try
        {
            Follow(budget, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warnings.AddOnce("read " + name, $"{name} cannot be read: {e.Message}");
            Close();
        }
    }

    /// <summary>Reads all that is left; the last line needs no line feed.</summary>
    public void Finish(CancellationToken cancellation)
    {
        Poll(MaxBytes, cancellation);
        lines.Finish();
    }

    public void Dispose() => Close();

    private void Follow(long budget, CancellationToken cancellation)
    {
        if (stream is null && !Open()) return;
        budget = Drain(budget, cancellation);
        using var now = folder.Find(name, out _);
        if (now is null || budget <= 0) return;
        if (now.Status.Identity != file!.Status.Identity)
        {
            lines.Finish();
            lines.Restart();
            Close();
            if (Open()) Drain(budget, cancellation);
        }
        else if (stream!.Length < stream.Position)
        {
            lines.Restart();
            stream.Position = 0;
            Drain(budget, cancellation);
        }
    }

    private bool Open()
    {
        file = folder.Find(name, out var problem);
        if (problem is not null) warnings.AddOnce(name, $"{name} {problem}");
        stream = file?.Read();
        return stream is not null;
    }

    private long Drain(long budget, CancellationToken cancellation)
    {
        while (budget > 0 && !cancellation.IsCancellationRequested)
        {
            var count = stream!.Read(buffer);
            if (count == 0) break;
            if (total >= MaxBytes)
            {
                warnings.AddOnce("size " + name, $"{name} has more than {MaxBytes} bytes; the rest was not read");
                break;
            }

            lines.Add(buffer.AsSpan(0, count));
            total += count;
            budget -= count;
        }

        return budget;
    }

    private void Close()
    {
        stream?.Dispose();
        file?.Dispose();
        (stream, file) = (null, null);
    }
}
