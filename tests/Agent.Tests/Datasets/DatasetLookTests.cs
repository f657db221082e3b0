using System.Text.Json.Nodes;
using Modelwright.Agent.Datasets;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Inputs;
using Modelwright.Artifacts;
using Modelwright.Statistics.Profiles.Json;

namespace Modelwright.Agent.Tests.Datasets;

public sealed class DatasetLookTests : IDisposable
{
    private const string Csv = "id,mass,species\n1,3750,Adelie\n2,NA,Gentoo\n";
    private readonly LookRun _run = new();

    [Fact]
    public async Task New_file_is_stored_under_its_digest_with_its_profile()
    {
        _run.Write("penguins.csv", Csv);

        var found = await _run.LookAsync();

        var digest = Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(Csv));
        (found.Outcome, found.Digest, found.Bytes, found.Files).ShouldBe((LookOutcome.Version, digest.ToString(), Csv.Length, 1));
        found.Uri.ShouldBe($"file://{_run.File("store")}/{digest.Hex}/data/penguins.csv");
        File.ReadAllText(_run.File("store", digest.Hex, "data", "penguins.csv")).ShouldBe(Csv);
        var profile = ProfileJson.Read(File.ReadAllBytes(new Uri(found.ProfileUri!).LocalPath));
        profile.Rows.ShouldBe(2);
        profile.Find("mass")!.Missing.ShouldBe(1);
        JsonNode.Parse(File.ReadAllText(_run.File("store", digest.Hex, "version.json")))!["uri"]!.ToString().ShouldBe(found.Uri);
    }

    [Fact]
    public async Task Same_marks_mean_that_nothing_is_read()
    {
        var path = _run.Write("penguins.csv", Csv);
        var first = await _run.LookAsync();
        _run.Task["known"] = new JsonObject { ["source"] = first.Source };
        Directory.Delete(_run.File("work"), recursive: true);

        (await _run.LookAsync()).Outcome.ShouldBe(LookOutcome.Unchanged);
        Directory.Exists(_run.File("work")).ShouldBeFalse();

        // The same size, and a time of change that a tool has put back: still another file.
        var written = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, Csv.Replace("3750", "3751", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(path, written);
        var changed = await _run.LookAsync();
        changed.Outcome.ShouldBe(LookOutcome.Version);
        changed.Digest.ShouldNotBe(first.Digest);
    }

    [Fact]
    public async Task Other_marks_over_known_bytes_are_no_new_version()
    {
        var path = _run.Write("penguins.csv", Csv);
        var first = await _run.LookAsync();
        File.Delete(path);
        _run.Write("penguins.csv", Csv);
        _run.Task["known"] = new JsonObject { ["source"] = first.Source, ["digests"] = new JsonArray(first.Digest) };

        var again = await _run.LookAsync();

        (again.Outcome, again.Digest).ShouldBe((LookOutcome.Known, first.Digest));
        again.Source.ShouldNotBe(first.Source);
    }

    [Fact]
    public async Task Folder_has_the_folders_digest_and_only_tables_have_rows()
    {
        _run.Write("many/a.csv", "id,mass\n1,2\n");
        _run.Write("many/sub/b.csv", "mass,id\n4,3\n");
        _run.Write("many/README.md", "what it is\n");
        _run.Task["source"]!["uri"] = $"file://{_run.File("data", "many")}/";
        _run.Check("ids", "Range", new { column = "id", min = "1", max = "3" });

        var found = await _run.LookAsync();

        var digest = new FolderDigest();
        digest.Add("a.csv", 12, Sha256Digest.Of("id,mass\n1,2\n"u8));
        digest.Add("sub/b.csv", 12, Sha256Digest.Of("mass,id\n4,3\n"u8));
        digest.Add("README.md", 11, Sha256Digest.Of("what it is\n"u8));
        (found.Digest, found.Files, found.Findings!.Rows).ShouldBe((digest.Compute().ToString(), 3, 2));
        found.Findings.Failed.ShouldBeEmpty();
        found.Uri.ShouldEndWith($"/{digest.Compute().Hex}/data/");
        File.Exists(_run.File("store", digest.Compute().Hex, "data", "sub", "b.csv")).ShouldBeTrue();
    }

    [Fact]
    public async Task Json_lines_are_rows()
    {
        _run.Write("rows.jsonl", "{\"id\":1,\"ok\":true}\n{\"id\":2,\"ok\":null}\n");
        _run.Task["source"]!["uri"] = $"file://{_run.File("data", "rows.jsonl")}";
        _run.Task["format"] = "JsonLines";
        _run.Check("ok", "Completeness", new { column = "ok", min = "1" });

        (await _run.LookAsync()).Findings!.Failed.ShouldHaveSingleItem().Message.ShouldContain("row 2");
    }

    [Fact]
    public async Task Without_a_format_a_version_is_its_bytes()
    {
        _run.Write("penguins.csv", "\0anything");
        _run.Task.Remove("format");

        var found = await _run.LookAsync();

        (found.Outcome, found.Findings, found.ProfileUri).ShouldBe((LookOutcome.Version, null, null));
    }

    [Theory]
    [InlineData("id,mass\n1\n", "penguins.csv has 1 fields in line 2, but 2 column names")]
    [InlineData("", "penguins.csv is empty")]
    [InlineData("id,id\n1,2\n", "two columns named 'id'")]
    public async Task Data_that_is_not_of_the_format_says_where(string text, string expected)
    {
        _run.Write("penguins.csv", text);

        var e = await Should.ThrowAsync<InvalidDataFoundException>(_run.LookAsync());

        e.Message.ShouldContain(expected);
        e.Marks.ShouldNotBeNull();
    }

    [Fact]
    public async Task Absent_file_is_not_found()
    {
        (await Should.ThrowAsync<FetchException>(_run.LookAsync())).Reason.ShouldBe(FetchReason.NotFound);
    }

    [Fact]
    public async Task Other_bytes_than_the_spec_pins_are_refused()
    {
        _run.Write("penguins.csv", Csv);
        _run.Task["source"]!["digest"] = "sha256:" + new string('0', 64);

        (await Should.ThrowAsync<InputFailureException>(_run.LookAsync())).Reason.ShouldBe(FetchReason.DigestMismatch);
    }

    public void Dispose() => _run.Dispose();
}
