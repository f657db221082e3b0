using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Modelwright.ModelServer.Bench;

/// <summary>A load generator without an HTTP stack: every connection sends the same bytes and reads the answer, for a time.</summary>
internal static class SocketLoad
{
    /// <summary>Prints requests per second, answers that were not 200, and latencies (p50, p99) in milliseconds.</summary>
    public static async Task<int> RunAsync(Uri target, string bodyFile, int connections, double seconds)
    {
        var body = await File.ReadAllBytesAsync(bodyFile);
        byte[] request =
        [
            .. Encoding.ASCII.GetBytes($"POST {target.AbsolutePath} HTTP/1.1\r\nHost: {target.Authority}\r\n"),
            .. Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"),
            .. body,
        ];
        var clock = Stopwatch.StartNew();
        var results = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => ConnectionAsync(target, request, clock, seconds)));
        var elapsed = clock.Elapsed.TotalSeconds;
        var latencies = results.SelectMany(result => result.Latencies).Order().ToArray();
        var errors = results.Sum(result => result.Errors);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"load {latencies.Length / elapsed:F1} {errors} {At(latencies, 0.5):F4} {At(latencies, 0.99):F4} {latencies.Length}"));
        return 0;
    }

    private static double At(double[] sorted, double quantile) => sorted.Length == 0 ? 0 : sorted[(int)(quantile * (sorted.Length - 1))];

    private static async Task<(List<double> Latencies, int Errors)> ConnectionAsync(Uri target, byte[] request, Stopwatch clock,
        double seconds)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(target.Host, target.Port);
        var (latencies, errors, buffer) = (new List<double>(1 << 14), 0, new byte[1 << 16]);
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            var start = Stopwatch.GetTimestamp();
            for (var sent = 0; sent < request.Length;) sent += await socket.SendAsync(request.AsMemory(sent));
            if (!await ReadAnswerAsync(socket, buffer)) errors++;
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return (latencies, errors);
    }

    private static async Task<bool> ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var (length, total) = (0, int.MaxValue);
        while (length < total)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0) throw new IOException("the server closed the connection");
            length += read;
            if (total == int.MaxValue) total = Total(buffer.AsSpan(0, length));
        }

        return buffer.AsSpan().StartsWith("HTTP/1.1 200"u8);
    }

    // The length of head and body, once the head is there; both servers send Content-Length.
    private static int Total(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0) return int.MaxValue;
        var field = received.IndexOf("Content-Length: "u8);
        var value = received[(field + 16)..];
        return head + 4 + int.Parse(value[..value.IndexOf((byte)'\r')], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
