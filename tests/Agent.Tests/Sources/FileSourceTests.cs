using System.Diagnostics;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Tests.Fetching;
using Modelwright.Artifacts;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests.Sources;

/// <summary>Claims and local files, with the links that a mounted volume may hold.</summary>
public sealed class FileSourceTests : IDisposable
{
    private static readonly byte[] Model = [1, 2, 3, 4];

    private readonly TempFolder _folder = new();
    private readonly Fetch _fetch = new();

    public FileSourceTests()
    {
        Directory.CreateDirectory(_folder.File("claim", "v1"));
        File.WriteAllBytes(_folder.File("claim", "v1", "model.onnx"), Model);
        File.WriteAllBytes(_folder.File("outside.onnx"), [9]);
    }

    private string Claim => _folder.File("claim");

    [Theory]
    [InlineData("pvc://models/v1/model.onnx")]
    [InlineData("pvc://models/v1/%6dodel.onnx")]
    public async Task File_of_a_claim_is_fetched(string uri) =>
        (await _fetch.RunAsync(Pvc(uri))).ShouldBe(new FetchResult(Sha256Digest.Of(Model), Model.Length));

    [Fact]
    public async Task Local_file_is_fetched_only_where_that_is_allowed()
    {
        var request = _fetch.Request($"file://{Claim}/v1/model.onnx");

        (await _fetch.FailAsync(request)).Reason.ShouldBe(FetchReason.InvalidUri);
        (await _fetch.RunAsync(request with { AllowFile = true })).Bytes.ShouldBe(Model.Length);
    }

    [Fact]
    public async Task Links_within_the_claim_are_followed()
    {
        // As Kubernetes lays out its own volumes: a name that points through a link to a folder.
        Directory.CreateSymbolicLink(Path.Combine(Claim, "..data"), "v1");
        File.CreateSymbolicLink(Path.Combine(Claim, "model.onnx"), "..data/model.onnx");
        File.CreateSymbolicLink(Path.Combine(Claim, "v1", "absolute.onnx"), Path.Combine(Claim, "v1", "..", "model.onnx"));

        (await _fetch.RunAsync(Pvc("pvc://models/model.onnx"))).Digest.ShouldBe(Sha256Digest.Of(Model));
        (await _fetch.RunAsync(Pvc("pvc://models/v1/absolute.onnx"))).Digest.ShouldBe(Sha256Digest.Of(Model));
    }

    [Fact]
    public async Task Claim_mounted_through_a_link_is_read()
    {
        Directory.CreateSymbolicLink(_folder.File("mount"), Claim);

        (await _fetch.RunAsync(Pvc("pvc://models/v1/model.onnx") with { SourceRoot = _folder.File("mount") })).Bytes.ShouldBe(Model.Length);
    }

    [Theory]
    [InlineData("../outside.onnx")]
    [InlineData("v1/../../outside.onnx")]
    [InlineData("/etc/passwd")]
    [InlineData("/proc/self/environ")]
    [InlineData("hop")]
    public async Task Link_out_of_the_claim_is_refused(string target)
    {
        File.CreateSymbolicLink(Path.Combine(Claim, "hop"), "../outside.onnx");
        File.CreateSymbolicLink(Path.Combine(Claim, "link.onnx"), target);

        var failure = await _fetch.FailAsync(Pvc("pvc://models/link.onnx"));

        failure.Reason.ShouldBe(FetchReason.InvalidUri);
        failure.Message.ShouldContain("out of its claim");
    }

    [Fact]
    public async Task Folder_link_out_of_the_claim_is_refused()
    {
        Directory.CreateSymbolicLink(Path.Combine(Claim, "up"), "..");
        Directory.CreateSymbolicLink(Path.Combine(Claim, "twin"), _folder.File("claim-of-another"));
        Directory.CreateDirectory(_folder.File("claim-of-another"));
        File.WriteAllBytes(_folder.File("claim-of-another", "model.onnx"), Model);

        (await _fetch.FailAsync(Pvc("pvc://models/up/outside.onnx"))).Reason.ShouldBe(FetchReason.InvalidUri);
        (await _fetch.FailAsync(Pvc("pvc://models/twin/model.onnx"))).Reason.ShouldBe(FetchReason.InvalidUri);
    }

    [Theory]
    [InlineData("pvc://models/../outside.onnx")]
    [InlineData("pvc://models/v1/%2e%2e/model.onnx")]
    [InlineData("pvc://models/v1%2fmodel.onnx")]
    [InlineData("pvc://../model.onnx")]
    public async Task Path_that_climbs_is_refused(string uri) => (await _fetch.FailAsync(Pvc(uri))).Reason.ShouldBe(FetchReason.InvalidUri);

    [Fact]
    public async Task Circle_of_links_fails()
    {
        File.CreateSymbolicLink(Path.Combine(Claim, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(Claim, "b"), "a");

        (await _fetch.FailAsync(Pvc("pvc://models/a"))).Message.ShouldContain("too many symbolic links");
    }

    [Theory]
    [InlineData("pvc://models/v2/model.onnx", "does not exist")]
    [InlineData("pvc://models/v1/model.onnx/x", "does not exist")]
    [InlineData("pvc://models/v1", "is a folder")]
    public async Task Missing_file_is_not_found(string uri, string message)
    {
        var failure = await _fetch.FailAsync(Pvc(uri));

        failure.Reason.ShouldBe(FetchReason.NotFound);
        failure.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Claim_without_a_mount_is_named()
    {
        (await _fetch.FailAsync("pvc://models/v1/model.onnx")).Message.ShouldContain("--source-root");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Named_pipe_that_says_nothing_is_given_up(bool hasWriter)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes in folders");
        using (var make = Process.Start("mkfifo", [Path.Combine(Claim, "pipe")]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var fetch = new Fetch
        {
            Policy = new FetchPolicy
            {
                MaxAttempts = 1,
                ConnectTimeout = TimeSpan.FromMilliseconds(300),
                IdleTimeout = TimeSpan.FromMilliseconds(300),
            },
        };
        using var writer = hasWriter ? new FileStream(Path.Combine(Claim, "pipe"), FileMode.Open, FileAccess.ReadWrite) : null;

        var failure = await fetch.FailAsync(fetch.Request("pvc://models/pipe") with { SourceRoot = Claim });

        failure.Reason.ShouldBe(FetchReason.Unreachable);

        // Lets the thread that still waits for the pipe end.
        using var end = new FileStream(Path.Combine(Claim, "pipe"), FileMode.Open, FileAccess.ReadWrite);
    }

    [Fact]
    public async Task Endless_device_is_cut_at_the_limit()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/zero");
        var request = _fetch.Request("file:///dev/zero") with { AllowFile = true, MaxBytes = 1_000_000 };

        (await _fetch.FailAsync(request)).Reason.ShouldBe(FetchReason.TooLarge);
    }

    public void Dispose()
    {
        _fetch.Dispose();
        _folder.Dispose();
    }

    private FetchRequest Pvc(string uri) => _fetch.Request(uri) with { SourceRoot = Claim };
}
