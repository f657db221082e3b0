using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Sources;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests.Fetching;

/// <summary>One fetch into a folder of its own, with short waits.</summary>
internal sealed class Fetch : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Output => Folder("out", "model.onnx");

    public NetworkOptions Network { get; init; } = NetworkOptions.System;

    public Credentials Credentials { get; init; } = new(null, new S3Credentials(null, null, null, null, null));

    public FetchPolicy Policy { get; init; } = new() { FirstDelay = TimeSpan.FromMilliseconds(1), MaxAttempts = 3 };

    public List<string> Log { get; } = [];

    public string Folder(params string[] parts) => _folder.File(parts);

    public FetchRequest Request(string uri) => new() { Uri = uri, Output = Output };

    public Task<FetchResult> RunAsync(string uri) => RunAsync(Request(uri));

    public Task<FetchResult> RunAsync(FetchRequest request) => RunUntilAsync(request, TestContext.Current.CancellationToken);

    public Task<FetchResult> RunUntilAsync(FetchRequest request, CancellationToken cancellation) =>
        new Fetcher(new SourceFactory(Policy, Credentials, Network), Policy, TimeProvider.System, new Random(1), Log.Add)
            .FetchAsync(request, cancellation);

    /// <summary>Runs a fetch that must fail and leave nothing behind.</summary>
    public async Task<FetchException> FailAsync(FetchRequest request)
    {
        var failure = await Should.ThrowAsync<FetchException>(RunAsync(request));
        File.Exists(request.Output).ShouldBeFalse();
        File.Exists(request.Output + ".partial").ShouldBeFalse();
        return failure;
    }

    public Task<FetchException> FailAsync(string uri) => FailAsync(Request(uri));

    public void Dispose() => _folder.Dispose();
}
