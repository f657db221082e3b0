using System.Text;
using Modelwright.ModelServer.Settings;

namespace Modelwright.ModelServer.Feedback;

/// <summary>
/// The keys that all replicas of a Model share: the lines of a file. The first signs, all are accepted, so that a key can be replaced. The
/// file is read again every ten seconds, whatever its time says: in a mounted Secret it is a link whose own time never changes. One that
/// cannot be used then leaves the keys as they are.
/// </summary>
internal sealed class FeedbackKeys
{
    /// <summary>Characters of a key at least: 128 bits in hexadecimal.</summary>
    public const int MinLength = 32;

    private const int MaxKeys = 4;
    private const int MaxBytes = 16 << 10;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private readonly string file;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private volatile byte[][] keys;
    private long looked;

    /// <summary>Reads the file; throws <see cref="InvalidSettingException"/> when it cannot be used.</summary>
    public FeedbackKeys(string file, TimeProvider clock)
    {
        (this.file, this.clock) = (file, clock);
        keys = Read(file, out var problem) ?? throw new InvalidSettingException($"MODELWRIGHT_FEEDBACK_KEY_FILE: {problem}");
        looked = clock.GetTimestamp();
    }

    /// <summary>The keys; the first one signs.</summary>
    public byte[][] Keys
    {
        get
        {
            if (clock.GetElapsedTime(Volatile.Read(ref looked)) >= LookAgain) Look();
            return keys;
        }
    }

    private void Look()
    {
        if (!gate.TryEnter()) return;
        try
        {
            Volatile.Write(ref looked, clock.GetTimestamp());
            if (Read(file, out _) is { } read) keys = read;
        }
        finally
        {
            gate.Exit();
        }
    }

    private static byte[][]? Read(string file, out string? problem)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var buffer = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            var lines = Encoding.UTF8.GetString(buffer, 0, length)
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            problem = length > MaxBytes ? $"{file} has more than {MaxBytes} bytes"
                : lines.Length is 0 or > MaxKeys ? $"{file} has {lines.Length} keys, one a line; it needs 1 to {MaxKeys}"
                : lines.Any(line => line.Length < MinLength)
                    ? $"a key in {file} has fewer than {MinLength} characters; make one with: openssl rand -hex 32"
                    : null;
            return problem is null ? [.. lines.Select(Encoding.UTF8.GetBytes)] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = $"{file} cannot be read: {e.Message}";
            return null;
        }
    }
}
