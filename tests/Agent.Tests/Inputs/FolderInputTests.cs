using System.Diagnostics;
using System.Text.Json.Nodes;
using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Inputs;

/// <summary>Folders of claims and of this machine.</summary>
public sealed class FolderInputTests : IDisposable
{
    private readonly InputRun _run = new();

    public FolderInputTests()
    {
        Write("claim/data/a.csv", "x\n1\n");
        Write("claim/data/part/b (ü).csv", "x\n2\n");
        Write("outside.csv", "secret");
    }

    [Fact]
    public async Task Folder_is_fetched_with_its_digest_and_nothing_else()
    {
        Write("claim/data/lost+found/x", "");
        Directory.CreateDirectory(_run.File("data", "train"));
        await File.WriteAllTextAsync(_run.File("data", "train", "old.csv"), "old", TestContext.Current.CancellationToken);
        var expected = new FolderDigest();
        expected.Add("a.csv", 4, Sha256Digest.Of("x\n1\n"u8));
        expected.Add("part/b (ü).csv", 4, Sha256Digest.Of("x\n2\n"u8));

        var result = (await _run.FetchAsync(Pvc("pvc://data/data/", expected.Compute().ToString()))).Single();

        result.Digest.ShouldBe(expected.Compute());
        (result.Bytes, result.Files).ShouldBe((8, 2));
        Directory.GetFiles(_run.Data, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_run.Data, f))
            .Order(StringComparer.Ordinal).ShouldBe(["train/a.csv", "train/part/b (ü).csv"]);
    }

    [Fact]
    public async Task Local_folder_and_whole_claim_have_the_same_digest()
    {
        var local = (await _run.FetchAsync(Input($"file://{_run.File("claim", "data")}/"))).Single();
        var whole = Pvc("pvc://data/");
        whole["sourceRoot"] = _run.File("claim", "data");

        (await _run.FetchAsync(whole)).Single().Digest.ShouldBe(local.Digest);
    }

    [Fact]
    public async Task Wrong_digest_leaves_nothing()
    {
        var failure = await _run.FailAsync(Pvc("pvc://data/data/", Sha256Digest.Of([]).ToString()));

        (failure.Input, failure.Reason).ShouldBe(("train", FetchReason.DigestMismatch));
        failure.Message.ShouldContain("2 files");
    }

    [Fact]
    public async Task Link_to_a_file_of_the_claim_is_followed_and_one_that_leads_out_refused()
    {
        File.CreateSymbolicLink(_run.File("claim", "data", "c.csv"), "part/b (ü).csv");
        (await _run.FetchAsync(Pvc("pvc://data/data/"))).Single().Files.ShouldBe(3);
        Directory.Delete(_run.Data, recursive: true);

        File.CreateSymbolicLink(_run.File("claim", "data", "d.csv"), _run.File("outside.csv"));
        (await _run.FailAsync(Pvc("pvc://data/data/"))).Reason.ShouldBe(FetchReason.InvalidUri);
    }

    [Fact]
    public async Task Link_to_a_folder_is_refused()
    {
        Directory.CreateSymbolicLink(_run.File("claim", "data", "part", "again"), "..");

        var failure = await _run.FailAsync(Pvc("pvc://data/data/"));
        failure.Reason.ShouldBe(FetchReason.InvalidUri);
        failure.Message.ShouldContain("part/again");
    }

    [Fact]
    public async Task Pipe_is_refused_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo");
        using (var mkfifo = Process.Start("mkfifo", [_run.File("claim", "data", "pipe")]))
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);

        var failure = await _run.FailAsync(Pvc("pvc://data/data/"));
        failure.Reason.ShouldBe(FetchReason.InvalidUri);
        failure.Message.ShouldContain("pipe");
    }

    [Fact]
    public async Task Folder_larger_than_allowed_is_refused_before_it_is_fetched()
    {
        var input = Pvc("pvc://data/data/");
        input["maxBytes"] = 7;

        (await _run.FailAsync(input)).Reason.ShouldBe(FetchReason.TooLarge);
    }

    [Fact]
    public async Task More_files_than_allowed_are_refused()
    {
        for (var i = 0; i < FolderFetcher.MaxFiles; i++) Write($"claim/data/n/{i}", "");

        var failure = await _run.FailAsync(Pvc("pvc://data/data/"));
        failure.Reason.ShouldBe(FetchReason.TooLarge);
        failure.Message.ShouldContain("10000 files");
    }

    [Theory]
    [InlineData("pvc://data/nothing/", FetchReason.NotFound)]
    [InlineData("pvc://data/empty/", FetchReason.NotFound)]
    [InlineData("pvc://data/data/a.csv/", FetchReason.NotFound)]
    [InlineData("pvc://data/data/../../", FetchReason.InvalidUri)]
    [InlineData("https://host/folder/", FetchReason.InvalidUri)]
    public async Task What_is_no_folder_with_files_is_refused(string uri, FetchReason reason)
    {
        Directory.CreateDirectory(_run.File("claim", "empty"));

        (await _run.FailAsync(Pvc(uri))).Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task Single_file_keeps_its_name()
    {
        var result = (await _run.FetchAsync(Pvc("pvc://data/data/a.csv"))).Single();

        result.Digest.ShouldBe(Sha256Digest.Of("x\n1\n"u8));
        File.Exists(_run.File("data", "train", "a.csv")).ShouldBeTrue();
    }

    public void Dispose() => _run.Dispose();

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_run.File(path))!);
        File.WriteAllText(_run.File(path), text);
    }

    private JsonObject Pvc(string uri, string? digest = null)
    {
        var input = Input(uri);
        input["digest"] = digest;
        input["sourceRoot"] = _run.File("claim");
        return input;
    }

    private static JsonObject Input(string uri) => new() { ["name"] = "train", ["uri"] = uri };
}
