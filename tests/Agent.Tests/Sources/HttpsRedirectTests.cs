using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Tests.Fetching;
using Modelwright.Agent.Tests.Servers;

namespace Modelwright.Agent.Tests.Sources;

/// <summary>Where a fetch may be led by an answer or by a name.</summary>
public sealed class HttpsRedirectTests
{
    private static readonly byte[] Model = [1, 2, 3];

    [Theory]
    [InlineData(301, "/moved/model.onnx")]
    [InlineData(302, "model.onnx?X-Amz-Signature=abc%2Fdef")]
    [InlineData(303, "https://other.example.com:{port}/a%2Fb/model.onnx")]
    [InlineData(307, "//other.example.com:{port}/model.onnx")]
    [InlineData(308, "?token=abc")]
    public async Task Redirect_to_an_allowed_place_is_followed(int status, string location)
    {
        await using var source = await ServedFetch.StartAsync(Redirecting(status, location));

        (await source.RunAsync(source.Uri("/start"))).Bytes.ShouldBe(Model.Length);
        source.Requests.ShouldBe(2);
    }

    [Theory]
    [InlineData("http://store.example.com:{port}/model.onnx")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://store.example.com/model.onnx")]
    [InlineData("https://127.0.0.1:{port}/model.onnx")]
    [InlineData("https://localhost:{port}/model.onnx")]
    [InlineData("https://[::1]:{port}/model.onnx")]
    [InlineData("https://[::ffff:127.0.0.1]:{port}/model.onnx")]
    [InlineData("https://0.0.0.0:{port}/model.onnx")]
    [InlineData("https://2130706433:{port}/model.onnx")]
    [InlineData("https://0x7f.1:{port}/model.onnx")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://0xA9FEA9FE/latest/meta-data/")]
    [InlineData("https://[fe80::1]/model.onnx")]
    [InlineData("https://[::ffff:169.254.169.254]/")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://store.example.com:22/")]
    [InlineData("https://store.example.com:10250/pods")]
    [InlineData("https://me:secret@store.example.com:{port}/model.onnx")]
    public async Task Redirect_to_a_refused_place_is_not_followed(string location)
    {
        await using var source = await ServedFetch.StartAsync(Redirecting(302, location));

        var failure = await source.FailAsync(source.Uri("/start"));

        failure.Reason.ShouldBe(FetchReason.InvalidUri);
        failure.Message.ShouldNotContain("secret");
        source.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Endless_redirects_end()
    {
        await using var source = await ServedFetch.StartAsync(context =>
        {
            context.Response.Redirect($"/{Guid.NewGuid()}");
            return Task.CompletedTask;
        });

        (await source.FailAsync(source.Uri("/start"))).Message.ShouldContain("more than 5 times");
        source.Requests.ShouldBe(6);
    }

    [Fact]
    public async Task Redirect_without_a_location_fails()
    {
        await using var source = await ServedFetch.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            return Task.CompletedTask;
        });

        (await source.FailAsync(source.Uri("/start"))).Reason.ShouldBe(FetchReason.Failed);
    }

    [Theory]
    [InlineData("/model.onnx", "Bearer abc")]
    [InlineData("https://other.example.com:{port}/model.onnx", "")]
    public async Task Credentials_stay_with_their_host(string location, string header)
    {
        var received = "none";
        await using var server = await TestServer.StartAsync(context =>
        {
            if (context.Request.Path == "/start") Redirect(context, 302, location);
            else received = context.Request.Headers.Authorization.ToString();
            return Task.CompletedTask;
        });
        using var fetch = new Fetch
        {
            Network = server.Network,
            Credentials = new Credentials(new AuthenticationHeaderValue("Bearer", "abc"), new S3Credentials(null, null, null, null, null)),
        };

        await fetch.RunAsync(server.Uri("/start"));

        received.ShouldBe(header);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("203.0.113.7,169.254.169.254")]
    public async Task Name_that_resolves_to_a_refused_address_is_not_connected_to(string addresses)
    {
        await using var server = await TestServer.StartAsync(Redirecting(302, "/model.onnx"));
        using var fetch = new Fetch
        {
            Network = server.Network with
            {
                Resolve = (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Split(',').Select(IPAddress.Parse)]),
            },
        };

        var failure = await fetch.FailAsync(server.Uri("/start"));

        failure.Reason.ShouldBe(FetchReason.InvalidUri);
        failure.Message.ShouldContain(TestServer.Host);
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Name_that_resolves_differently_the_second_time_is_judged_again()
    {
        var resolutions = 0;
        await using var server = await TestServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        using var fetch = new Fetch
        {
            Network = server.Network with
            {
                Resolve = (_, _) => Task.FromResult<IPAddress[]>(
                    [++resolutions == 1 ? TestServer.PublicAddress : IPAddress.Parse("169.254.169.254")]),
            },
        };

        (await fetch.FailAsync(server.Uri("/start"))).Reason.ShouldBe(FetchReason.InvalidUri);

        // One look-up a connection: what was judged is what is connected to.
        resolutions.ShouldBe(2);
        server.Requests.ShouldBe(1);
    }

    private static RequestDelegate Redirecting(int status, string location) => context =>
    {
        if (context.Request.Path != "/start" || context.Request.QueryString.HasValue)
            return context.Response.Body.WriteAsync(Model).AsTask();
        Redirect(context, status, location);
        return Task.CompletedTask;
    };

    private static void Redirect(HttpContext context, int status, string location)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location.Replace("{port}", $"{context.Connection.LocalPort}", StringComparison.Ordinal);
    }
}
