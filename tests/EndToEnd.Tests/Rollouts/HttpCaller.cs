using System.Net.Http.Headers;
using System.Text;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>REST over HTTP/1.1 with keep-alive or over HTTP/2.</summary>
internal sealed class HttpCaller(Uri url, Version version) : ICaller
{
    /// <summary>Where the router says who answered.</summary>
    public const string RevisionHeader = "x-modelwright-revision";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(Penguins.Row().Body);

    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };

    public string Protocol => $"HTTP/{version}";

    public async Task<(string? Revision, string? Failure)> AskAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        try
        {
            using var answer = await client.SendAsync(request);
            var revision = answer.Headers.TryGetValues(RevisionHeader, out var values) ? values.First() : "nobody";
            return answer.IsSuccessStatusCode
                ? (revision, null)
                : (null, $"{(int)answer.StatusCode} {revision}: {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return (null, error.InnerException?.Message ?? error.Message);
        }
    }

    public void Dispose() => client.Dispose();
}
