using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Tests.Fetching;
using Modelwright.Artifacts;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests.Sources;

/// <summary>
/// Against s3rver, an S3 server of other people's making (<c>npm install --global s3rver</c>), where it is installed. It knows keys but
/// does not check signatures of version 4; the endpoint of <see cref="S3SourceTests"/> does.
/// </summary>
public sealed class S3ServerTests
{
    private const string Key = "S3RVER";
    private static readonly byte[] Model = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i * 13))];

    [Fact]
    public async Task Objects_are_fetched_and_unknown_keys_denied()
    {
        var program = Requires.Program("s3rver");
        using var folder = new TempFolder();
        var port = FreePort();
        var endpoint = $"http://127.0.0.1:{port}";
        using var server = Process.Start(new ProcessStartInfo(program,
            ["--directory", folder.Path, "--address", "127.0.0.1", "--port", $"{port}", "--silent", "--configure-bucket", "models"]))!;
        try
        {
            await UploadAsync(endpoint, "deep/er/model (1)+ü.onnx");
            using var fetch = Fetch(endpoint, Key);
            const string uri = "s3://models/deep/er/model%20(1)+%C3%BC.onnx";

            (await fetch.RunAsync(Loopback(fetch, uri))).ShouldBe(new FetchResult(Sha256Digest.Of(Model), Model.Length));
            await FailsAsync(fetch, "s3://models/other.onnx", FetchReason.NotFound);
            await FailsAsync(fetch, "s3://others/model.onnx", FetchReason.NotFound);
            using var denied = Fetch(endpoint, "NOBODY");
            await FailsAsync(denied, uri, FetchReason.AccessDenied);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Fetch Fetch(string endpoint, string key) => new()
    {
        Credentials = new Credentials(null, new S3Credentials(key, Key, null, null, endpoint)),
    };

    private static FetchRequest Loopback(Fetch fetch, string uri) => fetch.Request(uri) with { AllowLoopback = true };

    private static async Task FailsAsync(Fetch fetch, string uri, FetchReason reason) =>
        (await Should.ThrowAsync<FetchException>(fetch.RunAsync(Loopback(fetch, uri)))).Reason.ShouldBe(reason);

    private static async Task UploadAsync(string endpoint, string key)
    {
        using var client = new AmazonS3Client(
            new BasicAWSCredentials(Key, Key), new AmazonS3Config { ServiceURL = endpoint, ForcePathStyle = true, MaxErrorRetry = 0 });
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                var body = new MemoryStream(Model);
                await client.PutObjectAsync(
                    new PutObjectRequest { BucketName = "models", Key = key, InputStream = body, UseChunkEncoding = false },
                    TestContext.Current.CancellationToken);
                return;
            }
            catch (HttpRequestException) when (deadline.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
