using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using Modelwright.LocalCluster.Node;

namespace Modelwright.LocalCluster.Tests.Hosting;

/// <summary>
/// This test program in another role: started with a variable of its own, it is the web server of a pod and no test runs.
/// </summary>
internal static class WebPod
{
    public const int Port = 18070;
    public const string Greeting = "hello from a pod";

    private const string Switch = "MODELWRIGHT_TEST_WEB_POD";

    public static LocalImage Image { get; } = new()
    {
        Entrypoint = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
            ? [Environment.ProcessPath, typeof(WebPod).Assembly.Location]
            : [Environment.ProcessPath],
        Environment = new Dictionary<string, string> { [Switch] = "1" },
    };

    [ModuleInitializer]
    public static void Run()
    {
        if (Environment.GetEnvironmentVariable(Switch) is null) return;
        using var listener = new TcpListener(IPAddress.Parse(Environment.GetEnvironmentVariable("MODELWRIGHT_BIND_ADDRESS")!), Port);
        listener.Start();
        var answer =
            Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Greeting.Length}\r\nConnection: close\r\n\r\n{Greeting}");
        while (true)
        {
            using var client = listener.AcceptTcpClient();
            try
            {
                _ = client.GetStream().Read(new byte[4096]);
                client.GetStream().Write(answer);
            }
            catch (IOException)
            {
                // The client went away.
            }
        }
    }
}
