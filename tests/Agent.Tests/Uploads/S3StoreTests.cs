using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Tests.Servers;
using Modelwright.Agent.Uploads;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Uploads;

/// <summary>Against an endpoint of the tests that checks every signature and every body's digest.</summary>
public sealed class S3StoreTests
{
    private const int Part = 1000;
    private static readonly byte[] Content = [.. Enumerable.Range(0, 3_500).Select(i => (byte)(i * 7))];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Part)]
    [InlineData(Part + 1)]
    [InlineData(3_500)]
    public async Task File_arrives_whole_in_one_piece_or_in_parts(int bytes)
    {
        var endpoint = new S3Endpoint();
        await using var server = await TestServer.StartAsync(endpoint.AnswerAsync);

        await PutAsync(server, Content[..bytes]);

        endpoint.Objects["/models/runs/r 1/artifacts/ü (1).bin"].ShouldBe(Content[..bytes]);
        endpoint.Pending.ShouldBeEmpty();
    }

    [Fact]
    public async Task Endpoint_without_tls_gets_a_signed_body_too()
    {
        var endpoint = new S3Endpoint();
        await using var server = await TestServer.StartAsync(endpoint.AnswerAsync, tls: false);

        await PutAsync(server, Content, scheme: "http");

        endpoint.Objects.Values.Single().ShouldBe(Content);
    }

    [Fact]
    public async Task Part_that_fails_is_sent_again_alone()
    {
        var failed = false;
        var endpoint = new S3Endpoint
        {
            Fails = request => request.Query["partNumber"] == "2" && !Interlocked.Exchange(ref failed, true),
        };
        await using var server = await TestServer.StartAsync(endpoint.AnswerAsync);

        await PutAsync(server, Content);

        endpoint.Objects.Values.Single().ShouldBe(Content);
        server.Requests.ShouldBe(1 + 4 + 1 + 1);
    }

    [Fact]
    public async Task Upload_that_is_given_up_is_taken_back()
    {
        var endpoint = new S3Endpoint { Fails = request => request.Query["partNumber"] == "3" };
        await using var server = await TestServer.StartAsync(endpoint.AnswerAsync);

        (await Should.ThrowAsync<FetchException>(PutAsync(server, Content))).Reason.ShouldBe(FetchReason.Unreachable);

        endpoint.Objects.ShouldBeEmpty();
        endpoint.Pending.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_keys_are_denied_at_once()
    {
        var endpoint = new S3Endpoint();
        await using var server = await TestServer.StartAsync(endpoint.AnswerAsync);

        (await Should.ThrowAsync<FetchException>(PutAsync(server, Content, secret: "wrong"))).Reason.ShouldBe(FetchReason.AccessDenied);
        server.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Store_that_never_answers_ends_with_the_deadline()
    {
        await using var server = await TestServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        await Should.ThrowAsync<OperationCanceledException>(PutAsync(server, Content, cancellation: deadline.Token));
    }

    private static Task PutAsync(
        TestServer server, byte[] content, string secret = S3Endpoint.SecretKey, string scheme = "https",
        CancellationToken? cancellation = null)
    {
        var rules = new ArtifactUriRules { AllowFolder = true };
        ArtifactUri.TryParse("s3://models/runs/r%201/", rules, out var uri, out var error).ShouldBeTrue(error);
        var policy = new FetchPolicy { FirstDelay = TimeSpan.FromMilliseconds(1), MaxAttempts = 3 };
        var keys = new S3Credentials(S3Endpoint.AccessKey, secret, null, null, $"{scheme}://{TestServer.Host}:{server.Port}");
        var attempts = new Attempts(policy, TimeProvider.System, new Random(1), _ => { });
        var store = new S3Store(uri!, new S3Access(rules, policy, keys, server.Network), attempts, TimeProvider.System, Part);
        var stop = cancellation ?? TestContext.Current.CancellationToken;
        return store.PutAsync("artifacts/ü (1).bin", UploadContent.Of(content), Sha256Digest.Of(content), stop);
    }
}
