using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Modelwright.Bench.Router;

/// <summary>One keep-alive HTTP/1.1 connection that sends the same inference again and again; as little client as possible.</summary>
public sealed class LoadClient : IDisposable
{
    private static readonly byte[] End = "\r\n\r\n"u8.ToArray();
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16_384];
    private readonly byte[] request;

    /// <summary>Connects.</summary>
    /// <param name="url">The backend or the router.</param>
    /// <param name="bodyBytes">The size of the request's body.</param>
    public LoadClient(Uri url, int bodyBytes)
    {
        socket.Connect(url.Host, url.Port);
        request = Encoding.ASCII.GetBytes(
            $"POST /v2/models/m/infer HTTP/1.1\r\nHost: m\r\nContent-Type: application/json\r\nContent-Length: {bodyBytes}\r\n\r\n" +
            new string('1', bodyBytes));
    }

    /// <summary>Sends until the deadline (a timestamp) and returns each request's time in microseconds.</summary>
    public async Task<List<double>> RunAsync(long deadline)
    {
        var times = new List<double>(65_536);
        while (Stopwatch.GetTimestamp() < deadline)
        {
            var start = Stopwatch.GetTimestamp();
            await ExchangeAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return times;
    }

    /// <inheritdoc />
    public void Dispose() => socket.Dispose();

    private async ValueTask ExchangeAsync()
    {
        for (var sent = 0; sent < request.Length;) sent += await socket.SendAsync(request.AsMemory(sent));
        var read = 0;
        var total = int.MaxValue;
        while (read < total)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (count == 0) throw new IOException("the server closed the connection");
            read += count;
            if (total == int.MaxValue) total = Length(read);
        }
    }

    private int Length(int read)
    {
        var head = buffer.AsSpan(0, read).IndexOf(End);
        if (head < 0) return int.MaxValue;
        var text = Encoding.ASCII.GetString(buffer, 0, head);
        if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) throw new InvalidOperationException(text);
        const string name = "Content-Length: ";
        var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase) + name.Length;
        var end = text.IndexOf('\r', at);
        return head + End.Length + int.Parse(end < 0
            ? text.AsSpan(at)
            : text.AsSpan(at, end - at), System.Globalization.CultureInfo.InvariantCulture);
    }
}
