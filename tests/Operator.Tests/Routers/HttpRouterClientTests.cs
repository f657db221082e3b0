using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.Operator.Routers;
using Modelwright.Router;
using Modelwright.Router.Settings;

namespace Modelwright.Operator.Tests.Routers;

/// <summary>The operator's client against the real router: both sides of the contract.</summary>
public sealed class HttpRouterClientTests : IAsyncLifetime
{
    private const string Address = "127.83.21.7";

    private readonly RouterKey key = RouterKey.Create();
    private RouterServer server = null!;

    private static RouteTable Table(long revision, string backend = "fraud-1") =>
        new("fraud", revision, ["fraud", "fraud.shop.svc"], [new(backend, "http://127.83.21.8:8080", 100)]);

    private static RouterEndpoint Endpoint(string @namespace = "shop") => new(@namespace, Address);

    public async ValueTask InitializeAsync()
    {
        var options =
            new RouterOptions { Namespace = "shop", PublicKeyPem = key.PublicPem, BindAddress = IPAddress.Parse(Address), HttpPort = 0 };
        server = new RouterServer(options, TimeProvider.System, _ => 0, NullLoggerFactory.Instance);
        await server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        key.Dispose();
    }

    [Fact]
    public async Task Put_is_acknowledged_listed_and_deleted()
    {
        using var client = HttpRouterClient.Create(() => key, TimeProvider.System);
        (await client.ListAsync(Endpoint(), TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await client.PutAsync(Endpoint(), Table(4), TestContext.Current.CancellationToken)).ShouldBe(new PushOutcome(4, null, null));
        (await client.PutAsync(Endpoint(), Table(4), TestContext.Current.CancellationToken)).Acknowledged.ShouldBe(4);
        (await client.ListAsync(Endpoint(), TestContext.Current.CancellationToken))
            .ShouldBe(new Dictionary<string, long> { ["fraud"] = 4 });
        server.Routes.Current["fraud"]!.Revision.ShouldBe(4);
        (await client.DeleteAsync(Endpoint(), "fraud", 3, TestContext.Current.CancellationToken)).ShouldBe(4);
        (await client.DeleteAsync(Endpoint(), "fraud", 4, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await client.DeleteAsync(Endpoint(), "fraud", 4, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await client.ListAsync(Endpoint(), TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Put_a_route_to_nothing_is_taken()
    {
        using var client = HttpRouterClient.Create(() => key, TimeProvider.System);
        var table = Table(1) with { Backends = [], Reason = "it is scaled to zero" };
        (await client.PutAsync(Endpoint(), table, TestContext.Current.CancellationToken)).Acknowledged.ShouldBe(1);
    }

    [Fact]
    public async Task Put_an_older_or_a_second_content_of_a_number_says_which_is_in_force()
    {
        using var client = HttpRouterClient.Create(() => key, TimeProvider.System);
        await client.PutAsync(Endpoint(), Table(7), TestContext.Current.CancellationToken);
        (await client.PutAsync(Endpoint(), Table(6), TestContext.Current.CancellationToken)).Conflict.ShouldBe(7);
        (await client.PutAsync(Endpoint(), Table(7, "fraud-2"), TestContext.Current.CancellationToken)).Conflict.ShouldBe(7);
    }

    [Fact]
    public async Task Put_an_invalid_table_has_the_routers_words()
    {
        using var client = HttpRouterClient.Create(() => key, TimeProvider.System);
        var outcome = await client.PutAsync(Endpoint(), Table(8) with { Backends = [new("fraud-1", "http://127.0.0.1:8080", 40)] },
            TestContext.Current.CancellationToken);
        outcome.Refusal.ShouldNotBeNull().ShouldContain("100");
    }

    [Fact]
    public async Task Put_with_the_key_of_another_operator_or_for_another_namespace_is_refused()
    {
        using var other = RouterKey.Create();
        using var stranger = HttpRouterClient.Create(() => other, TimeProvider.System);
        (await Should.ThrowAsync<RouterUnreachableException>(
            stranger.PutAsync(Endpoint(), Table(9), TestContext.Current.CancellationToken)))
            .Message.ShouldContain("401");
        using var client = HttpRouterClient.Create(() => key, TimeProvider.System);
        (await Should.ThrowAsync<RouterUnreachableException>(
            client.PutAsync(Endpoint("bank"), Table(9), TestContext.Current.CancellationToken)))
            .Message.ShouldContain("401");
        server.Routes.Current["fraud"].ShouldBeNull();
    }

    [Fact]
    public async Task Put_to_nobody_is_unreachable()
    {
        using var client = HttpRouterClient.Create(() => key, TimeProvider.System);
        await Should.ThrowAsync<RouterUnreachableException>(
            client.PutAsync(new("shop", "127.83.21.9"), Table(1), TestContext.Current.CancellationToken));
    }
}
