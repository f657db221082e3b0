using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests.Servers;

/// <summary>
/// S3rver, an S3 server of other people's making (<c>npm install --global s3rver</c>), where it is installed. It knows keys but does not
/// check signatures of version 4; <see cref="S3Endpoint"/> does.
/// </summary>
internal sealed class S3Server : IAsyncDisposable
{
    /// <summary>Both halves of its only key.</summary>
    public const string Key = "S3RVER";

    private readonly Process _process;
    private readonly TempFolder _folder;

    private S3Server(Process process, TempFolder folder, string endpoint) =>
        (_process, _folder, Endpoint) = (process, folder, endpoint);

    /// <summary>Its address.</summary>
    public string Endpoint { get; }

    /// <summary>Starts one with a bucket; it listens when this returns.</summary>
    public static async Task<S3Server> StartAsync(string bucket)
    {
        var program = Requires.Program("s3rver");
        var folder = new TempFolder();
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo(program,
            ["--directory", folder.Path, "--address", "127.0.0.1", "--port", $"{port}", "--silent", "--configure-bucket", bucket]))!;
        var server = new S3Server(process, folder, $"http://127.0.0.1:{port}");
        var deadline = Stopwatch.StartNew();
        while (!await ListensAsync(port))
        {
            if (deadline.Elapsed > TimeSpan.FromSeconds(60) || process.HasExited)
            {
                await server.DisposeAsync();
                throw new TimeoutException("s3rver does not listen");
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Dispose();
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
