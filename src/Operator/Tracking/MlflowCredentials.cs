using System.Net.Http.Headers;
using System.Text;

namespace Modelwright.Operator.Tracking;

/// <summary>
/// What the operator signs in with: the files of a folder, read again when they change, as those of a mounted Secret do. Used on the pump.
/// </summary>
public sealed class MlflowCredentials(string? folder, TimeProvider time)
{
    private const int MaxFileBytes = 16 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private AuthenticationHeaderValue? current;
    private DateTimeOffset due = DateTimeOffset.MinValue;

    /// <summary>
    /// The header to send now; null without credentials. Throws <see cref="MlflowException"/> when the files cannot be used.
    /// </summary>
    public AuthenticationHeaderValue? Current
    {
        get
        {
            if (folder is null || time.GetUtcNow() < due) return current;
            current = Read(folder);
            due = time.GetUtcNow() + Interval;
            return current;
        }
    }

    /// <summary>The server did not know us: the files are read again for the next request.</summary>
    public void Refused() => due = DateTimeOffset.MinValue;

    private static AuthenticationHeaderValue Read(string folder)
    {
        try
        {
            if (Text(folder, "token") is { } token) return new("Bearer", token);
            if (Text(folder, "username") is { } name && Text(folder, "password") is { } password)
                return new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
            throw new InvalidDataException("it needs a file token, or files username and password");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new MlflowException(MlflowFault.Unavailable, $"--mlflow-credentials {folder}: {error.Message}", inner: error);
        }
    }

    private static string? Text(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) return null;
        if (new FileInfo(path).Length > MaxFileBytes)
            throw new InvalidDataException($"file {name} is larger than {MaxFileBytes} bytes");
        var text = File.ReadAllText(path).TrimEnd('\r', '\n');
        return text.Length > 0 && !text.Any(char.IsControl) ? text : throw new InvalidDataException($"file {name} is empty or no text");
    }
}
