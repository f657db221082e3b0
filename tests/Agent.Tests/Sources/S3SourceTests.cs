using System.Net;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Tests.Fetching;
using Modelwright.Agent.Tests.Servers;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Sources;

/// <summary>Against an endpoint of the tests that checks every signature.</summary>
public sealed class S3SourceTests
{
    private static readonly byte[] Model = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 17))];

    [Theory]
    [InlineData("s3://models/model.onnx", "/models/model.onnx")]
    [InlineData("s3://models/deep/er/model-1.2_x.onnx", "/models/deep/er/model-1.2_x.onnx")]
    [InlineData("s3://my.models/a%20b/%C3%BC+(1)!*'.onnx", "/my.models/a b/ü+(1)!*'.onnx")]
    [InlineData("s3://models/a=b&c:d,e;f@g$h.onnx", "/models/a=b&c:d,e;f@g$h.onnx")]
    public async Task Object_is_fetched_with_its_digest(string uri, string key)
    {
        var endpoint = new S3Endpoint { Objects = { [key] = Model } };
        await using var source = await ServedFetch.StartAsync(endpoint.AnswerAsync, server => Signed(server));

        (await source.RunAsync(uri)).ShouldBe(new FetchResult(Sha256Digest.Of(Model), Model.Length));
    }

    [Fact]
    public async Task Endpoint_without_tls_and_another_region_work()
    {
        var endpoint = new S3Endpoint { Objects = { ["/models/model.onnx"] = Model }, Region = "eu-central-1" };
        await using var source = await ServedFetch.StartAsync(endpoint.AnswerAsync, tls: false,
            server => Signed(server, region: "eu-central-1", scheme: "http"));

        (await source.RunAsync("s3://models/model.onnx")).Bytes.ShouldBe(Model.Length);
    }

    [Fact]
    public async Task Temporary_keys_send_their_token()
    {
        var endpoint = new S3Endpoint { Objects = { ["/models/model.onnx"] = Model }, SessionToken = "temporary" };
        await using var source = await ServedFetch.StartAsync(endpoint.AnswerAsync, server => Signed(server, token: "temporary"));

        (await source.RunAsync("s3://models/model.onnx")).Bytes.ShouldBe(Model.Length);
    }

    [Fact]
    public async Task Public_objects_need_no_keys()
    {
        var endpoint = new S3Endpoint { Objects = { ["/public-models/model.onnx"] = Model } };
        await using var source = await ServedFetch.StartAsync(endpoint.AnswerAsync, server => Signed(server, accessKey: null));

        (await source.RunAsync("s3://public-models/model.onnx")).Bytes.ShouldBe(Model.Length);
        (await Should.ThrowAsync<FetchException>(source.RunAsync("s3://models/model.onnx"))).Reason.ShouldBe(FetchReason.AccessDenied);
    }

    [Theory]
    [InlineData("s3://models/other.onnx", FetchReason.NotFound, "no such object")]
    [InlineData("s3://others/model.onnx", FetchReason.NotFound, "no bucket 'others'")]
    public async Task Missing_object_or_bucket_is_not_asked_for_again(string uri, FetchReason reason, string message)
    {
        var endpoint = new S3Endpoint { Objects = { ["/models/model.onnx"] = Model } };
        await using var source = await ServedFetch.StartAsync(endpoint.AnswerAsync, server => Signed(server));

        var failure = await source.FailAsync(uri);

        failure.Reason.ShouldBe(reason);
        failure.Message.ShouldContain(message);
        source.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData(S3Endpoint.AccessKey, "wrong", "SignatureDoesNotMatch")]
    [InlineData("AKIAWRONG", S3Endpoint.SecretKey, "InvalidAccessKeyId")]
    public async Task Wrong_keys_are_denied_and_not_shown(string accessKey, string secretKey, string code)
    {
        var endpoint = new S3Endpoint { Objects = { ["/models/model.onnx"] = Model } };
        await using var source = await ServedFetch.StartAsync(endpoint.AnswerAsync, server => Signed(server, accessKey, secretKey));

        var failure = await source.FailAsync("s3://models/model.onnx");

        failure.Reason.ShouldBe(FetchReason.AccessDenied);
        failure.Message.ShouldContain(code);
        failure.Message.ShouldNotContain(secretKey);
        source.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Busy_store_is_asked_again()
    {
        var endpoint = new S3Endpoint { Objects = { ["/models/model.onnx"] = Model }, Busy = 2 };
        await using var source = await ServedFetch.StartAsync(endpoint.AnswerAsync, server => Signed(server));

        (await source.RunAsync("s3://models/model.onnx")).Bytes.ShouldBe(Model.Length);
        source.Requests.ShouldBe(3);
        source.Log[0].ShouldContain("SlowDown");
    }

    [Fact]
    public async Task Object_that_breaks_off_is_fetched_again()
    {
        var answers = 0;
        var endpoint = new S3Endpoint { Objects = { ["/models/model.onnx"] = Model } };
        await using var source = await ServedFetch.StartAsync(async context =>
        {
            if (++answers > 1)
            {
                await endpoint.AnswerAsync(context);
                return;
            }

            context.Response.ContentLength = Model.Length;
            await context.Response.Body.WriteAsync(Model.AsMemory(0, 100));
            await context.Response.Body.FlushAsync();
            context.Abort();
        }, server => Signed(server));

        (await source.RunAsync("s3://models/model.onnx")).Digest.ShouldBe(Sha256Digest.Of(Model));
        answers.ShouldBe(2);
    }

    [Fact]
    public async Task Object_that_does_not_fit_its_checksum_is_fetched_again()
    {
        var endpoint = new S3Endpoint { Objects = { ["/models/model.onnx"] = Model }, Corrupt = true };
        await using var source = await ServedFetch.StartAsync(endpoint.AnswerAsync, server => Signed(server));

        (await source.FailAsync("s3://models/model.onnx")).Reason.ShouldBe(FetchReason.Unreachable);
        source.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task Endpoint_on_a_refused_address_is_not_connected_to()
    {
        await using var source = await ServedFetch.StartAsync(_ => Task.CompletedTask, server => Signed(server, network: server.Network with
        {
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254")]),
        }));

        (await source.FailAsync("s3://models/model.onnx")).Reason.ShouldBe(FetchReason.InvalidUri);
        source.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Endpoint_that_is_no_address_is_named()
    {
        using var fetch = new Fetch
        {
            Credentials = Credentials.FromEnvironment(name => name == "AWS_ENDPOINT_URL_S3" ? "minio:9000" : null),
        };

        (await fetch.FailAsync("s3://models/model.onnx")).Message.ShouldContain("'minio:9000'");
    }

    private static Fetch Signed(
        TestServer server,
        string? accessKey = S3Endpoint.AccessKey,
        string secretKey = S3Endpoint.SecretKey,
        string? token = null,
        string? region = null,
        string scheme = "https",
        NetworkOptions? network = null) => new()
        {
            Network = network ?? server.Network,
            Credentials = new Credentials(null, new S3Credentials(
                accessKey, secretKey, token, region, $"{scheme}://{TestServer.Host}:{server.Port}")),
        };
}
