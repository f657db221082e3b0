using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Modelwright.Router.Tests.Support;

/// <summary>
/// A server of which every byte and every close is the test's. For each request it reads the head and the body, then does what the script
/// says for (connection, request on that connection), both counted from 0.
/// </summary>
public sealed class RawBackend : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<int, int, RawAnswer> script;
    private readonly List<Task> running = [];
    private int connections;
    private int requests;

    public RawBackend(Func<int, int, RawAnswer> script)
    {
        this.script = script;
        listener.Start();
        running.Add(AcceptAsync());
    }

    public Uri Url => new($"http://{listener.LocalEndpoint}");

    public int Connections => Volatile.Read(ref connections);

    public int Requests => Volatile.Read(ref requests);

    /// <summary>The heads of all requests as they came.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Heads { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await Task.WhenAll(running.ToArray());
        stop.Dispose();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stop.Token);
                running.Add(ServeAsync(socket, Interlocked.Increment(ref connections) - 1));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        using var owned = socket;
        try
        {
            await using var stream = new NetworkStream(socket);
            for (var request = 0; ; request++)
            {
                var head = await ReadHeadAsync(stream);
                if (head is null) return;
                Heads.Enqueue(head);
                Interlocked.Increment(ref requests);
                var answer = script(connection, request);
                if (answer.ReadBody) await ReadBodyAsync(stream, head);
                if (answer.Text is not null) await stream.WriteAsync(Encoding.ASCII.GetBytes(answer.Text), stop.Token);
                switch (answer.Then)
                {
                    case RawEnd.Close:
                        return;
                    case RawEnd.Reset:
                        socket.LingerState = new LingerOption(true, 0);
                        return;
                    case RawEnd.Hang:
                        await Task.Delay(Timeout.Infinite, stop.Token);
                        return;
                    case RawEnd.KeepOpen:
                    default:
                        break;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
        }
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stop.Token) == 0) return null;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private async Task ReadBodyAsync(NetworkStream stream, string head)
    {
        var line = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        if (line is null)
        {
            if (!head.Contains("chunked", StringComparison.OrdinalIgnoreCase)) return;
            var seen = new StringBuilder();
            var one = new byte[1];
            while (!seen.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, stop.Token) == 1)
                seen.Append((char)one[0]);
            return;
        }

        var left = int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        var chunk = new byte[65_536];
        while (left > 0 && await stream.ReadAsync(chunk.AsMemory(0, Math.Min(left, chunk.Length)), stop.Token) is > 0 and var read)
            left -= read;
    }
}
