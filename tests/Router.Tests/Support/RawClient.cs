using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Modelwright.Router.Tests.Support;

/// <summary>Sends bytes as they are, for requests that no well-behaved client makes.</summary>
public static class RawClient
{
    /// <summary>Sends and returns what comes until the server closes, or until it has answered and stays silent for a second.</summary>
    public static async Task<string> ExchangeAsync(IPEndPoint address, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        var answer = new StringBuilder();
        var buffer = new byte[65_536];
        try
        {
            while (true)
            {
                using var silence = new CancellationTokenSource(answer.Length == 0 ? TimeSpan.FromSeconds(30) : TimeSpan.FromSeconds(1));
                var read = await stream.ReadAsync(buffer, silence.Token);
                if (read == 0) break;
                answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && answer.Length > 0)
        {
        }

        return answer.ToString();
    }
}
