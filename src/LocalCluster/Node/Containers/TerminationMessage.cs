using System.Text;
using Modelwright.LocalCluster.Node.Logs;

namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>
/// The last words of a container, with the kubelet's limits: 4,096 bytes of its file, or 2,048 bytes and 80 lines of its log.
/// </summary>
internal static class TerminationMessage
{
    /// <summary>All messages of a pod together; each container has an equal share.</summary>
    public const int PodBytes = 12 * 1024;

    private const int FileBytes = 4096;
    private const int LogBytes = 2048;
    private const int LogLines = 80;

    public static string Read(string file, string? policy, string log, int exitCode)
    {
        var message = Head(file);
        return message.Length > 0 || exitCode == 0 || policy != "FallbackToLogsOnError" ? message : Tail(log);
    }

    /// <summary>The beginning of a message, at most so many bytes and no half character.</summary>
    public static string Cut(string message, int bytes)
    {
        if (message.Length * 3 <= bytes || Encoding.UTF8.GetByteCount(message) <= bytes) return message;
        var decoder = Encoding.UTF8.GetDecoder();
        var characters = new char[bytes];
        return new string(characters, 0, decoder.GetChars(Encoding.UTF8.GetBytes(message).AsSpan(0, bytes), characters, flush: false));
    }

    private static string Head(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var buffer = new byte[FileBytes];
            return Encoding.UTF8.GetString(buffer, 0, stream.ReadAtLeast(buffer, FileBytes, throwOnEndOfStream: false));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Tail(string log)
    {
        if (!File.Exists(log)) return "";
        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // Times and tags take less than half of a short line and are dropped, so four times the bytes are enough.
        stream.Position = Math.Max(0, stream.Length - (4 * LogBytes));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Encoding.UTF8.GetString(LogLine.Parse(Encoding.UTF8.GetBytes(line)).Text.Span)).TakeLast(LogLines);
        var text = string.Join('\n', lines) + "\n";
        return text.Length <= LogBytes ? text : text[^LogBytes..];
    }
}
