using System.Net;
using System.Text;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Forwarding;

public sealed class ForwardingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Request_is_answered_by_the_backend_over_either_protocol(string version)
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(router.Url, "/v2/models/fraud/infer"))
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };

        using var response = await client.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Version.ShouldBe(Version.Parse(version));
        response.Headers.GetValues("x-modelwright-revision").ShouldBe(["fraud-1"]);
        (await response.Content.ReadAsStringAsync(Token)).ShouldBe("""{"revision":"fraud-1","bytes":2}""");
    }
}
