using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Http;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Tests.Http;

public sealed class InProcessHandlerTests
{
    private const string ConfigMaps = "http://local/api/v1/namespaces/default/configmaps";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_answered_before_it_returns()
    {
        using var server = Server();
        using var client = Client(server);
        var sent = client.GetAsync(ConfigMaps, HttpCompletionOption.ResponseHeadersRead, Cancel);
        sent.IsCompletedSuccessfully.ShouldBeTrue();
        (await sent).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_event_reaches_a_waiting_reader_during_the_write_that_made_it()
    {
        using var server = Server();
        using var client = Client(server);
        var (read, _) = Watch(server);
        read.IsCompleted.ShouldBeFalse();
        Create(client, "a");
        read.IsCompletedSuccessfully.ShouldBeTrue();
        (await read).ShouldContain("\"ADDED\"");
    }

    [Fact]
    public void A_held_watch_delivers_when_it_is_let()
    {
        using var server = Server();
        using var client = Client(server);
        var (read, feed) = Watch(server, hold: true);
        Create(client, "a");
        read.IsCompleted.ShouldBeFalse();
        feed.ReaderWaits.ShouldBeTrue();
        feed.Deliver();
        read.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_broken_watch_fails_for_its_reader()
    {
        using var server = Server();
        var (read, feed) = Watch(server);
        feed.Break();
        read.Exception!.InnerException.ShouldBeOfType<IOException>();
    }

    [Fact]
    public async Task A_closed_watch_ends_with_the_error_it_was_given()
    {
        using var server = Server();
        var (read, feed) = Watch(server);
        feed.Close(new ApiException(410, "Expired", "too old"));
        var last = await read;
        last.ShouldContain("\"ERROR\"");
        last.ShouldContain("\"Expired\"");
    }

    [Fact]
    public async Task A_write_that_no_selector_matches_wakes_nobody_and_ends_nothing()
    {
        using var server = Server();
        using var client = Client(server);
        var (read, feed) = Watch(server, query: "&labelSelector=on%3Dyes");
        Create(client, "a");
        read.IsCompleted.ShouldBeFalse();
        feed.Ended.ShouldBeFalse();
        Create(client, "b", ""","labels":{"on":"yes"}""");
        (await read).ShouldContain("\"b\"");
    }

    [Fact]
    public async Task An_interceptor_may_record_lose_and_refuse()
    {
        using var server = Server();
        var log = new List<string>();
        using var client = Client(server, new InProcessOptions
        {
            User = UserInfo.Admin,
            Intercept = (request, next, _) =>
            {
                log.Add($"{request.Method} {request.Path}");
                if (request.Path.EndsWith("/refused", StringComparison.Ordinal))
                    return ValueTask.FromResult(ApiResponse.Of(new ApiException(503, "ServiceUnavailable", "no")));
                var response = next(request);
                return request.Method == "POST" ? throw new HttpRequestException("the answer was lost") : ValueTask.FromResult(response);
            },
        });
        (await client.GetAsync(ConfigMaps + "/refused", Cancel)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Should.ThrowAsync<HttpRequestException>(() => client.PostAsync(ConfigMaps, Body("a"), Cancel));
        (await client.GetAsync(ConfigMaps + "/a", Cancel))
            .StatusCode.ShouldBe(HttpStatusCode.OK, "the write happened, only its answer was lost");
        log.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_stale_read_shows_the_past()
    {
        using var server = Server();
        using var client = Client(server);
        Create(client, "a");
        var then = server.Revision;
        Create(client, "b");
        using var stale = Client(server, new InProcessOptions
        {
            User = UserInfo.Admin,
            Intercept = (request, next, _) => ValueTask.FromResult(next(request with { AsOfRevision = then })),
        });
        (await stale.GetStringAsync(ConfigMaps, Cancel)).ShouldNotContain("\"name\":\"b\"");
        (await client.GetStringAsync(ConfigMaps, Cancel)).ShouldContain("\"name\":\"b\"");
    }

    [Fact]
    public async Task The_same_seed_and_clock_give_the_same_bytes()
    {
        (await Run()).ShouldBe(await Run());

        static async Task<string> Run()
        {
            using var server = Server();
            using var client = Client(server);
            for (var i = 0; i < 20; i++)
            {
                using var body = new StringContent(
                    """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"x-"}}""", Encoding.UTF8, "application/json");
                await client.PostAsync(ConfigMaps, body, Cancel);
            }

            return await client.GetStringAsync(ConfigMaps, Cancel);
        }
    }

    private static ApiServer Server() => new(new Store(), new ApiServerOptions
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)),
        Random = new Random(3),
    });

    private static HttpClient Client(ApiServer server, InProcessOptions? options = null) =>
        new(new InProcessHandler(server, options ?? new InProcessOptions { User = UserInfo.Admin })) { Timeout = Timeout.InfiniteTimeSpan };

    private static StringContent Body(string name, string metadata = "") =>
        new($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}"{{metadata}} } }""", Encoding.UTF8, "application/json");

    private static void Create(HttpClient client, string name, string metadata = "") =>
        client.PostAsync(ConfigMaps, Body(name, metadata)).Result.StatusCode.ShouldBe(HttpStatusCode.Created);

    // Opens a watch and begins to read its first event.
    private static (Task<string> Read, WatchFeed Feed) Watch(ApiServer server, bool hold = false, string query = "")
    {
        WatchFeed? opened = null;
        var client = Client(server, new InProcessOptions
        {
            User = UserInfo.Admin,
            WatchOpened = (_, feed) =>
            {
                opened = feed;
                feed.Held = hold;
            },
        });
        var response = client.GetAsync($"{ConfigMaps}?watch=true{query}", HttpCompletionOption.ResponseHeadersRead).Result;
        return (ReadAsync(response.Content.ReadAsStream()), opened!);
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        var buffer = new byte[8192];
        var count = await stream.ReadAsync(buffer);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
