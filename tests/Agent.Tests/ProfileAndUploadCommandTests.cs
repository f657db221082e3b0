using System.Text.Json.Nodes;
using Modelwright.Artifacts;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests;

/// <summary>The commands that the command line runs for a person.</summary>
public sealed class ProfileAndUploadCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Profile_is_written_and_reported()
    {
        await File.WriteAllTextAsync(_folder.File("rows.csv"), "age,label\n1,a\n2,b\n", TestContext.Current.CancellationToken);

        var (code, message) = await RunAsync(
            "profile", "--reference", _folder.File("rows.csv"), "--output", _folder.File("profile.json"), "--without", "label");

        code.ShouldBe(0);
        (message["rows"]!.GetValue<int>(), message["columns"]!.GetValue<int>()).ShouldBe((2, 1));
        message["digest"]!.ToString().ShouldBe(Sha256Digest.Of(File.ReadAllBytes(_folder.File("profile.json"))).ToString());
    }

    [Fact]
    public async Task Profile_of_no_table_is_refused_with_its_reason()
    {
        await File.WriteAllTextAsync(_folder.File("rows.csv"), "a,b\n1\n", TestContext.Current.CancellationToken);

        var (code, message) = await RunAsync("profile", "--reference", _folder.File("rows.csv"), "--output", _folder.File("profile.json"));

        code.ShouldBe(1);
        message["message"]!.ToString().ShouldContain("has 1 fields in line 2");
        File.Exists(_folder.File("profile.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Uploaded_files_lie_in_the_claim()
    {
        await File.WriteAllTextAsync(_folder.File("a.txt"), "a", TestContext.Current.CancellationToken);

        var (code, message) = await RunAsync(
            "upload", "--uri", "pvc://models/x/", "--root", _folder.File("claim"), _folder.File("a.txt"));

        code.ShouldBe(0);
        message["files"]![0]!["uri"]!.ToString().ShouldBe("pvc://models/x/a.txt");
        File.ReadAllText(_folder.File("claim", "x", "a.txt")).ShouldBe("a");
    }

    [Theory]
    [InlineData("InvalidUri", "https://host/x/")]
    [InlineData("InvalidUri", "s3://models/x")]
    [InlineData("Failed", "pvc://models/x/")]
    public async Task Upload_that_cannot_be_made_has_a_reason(string reason, string uri)
    {
        await File.WriteAllTextAsync(_folder.File("a.txt"), "a", TestContext.Current.CancellationToken);

        var (code, message) = await RunAsync("upload", "--uri", uri, "--allow-file", _folder.File("a.txt"));

        code.ShouldBe(1);
        message["reason"]!.ToString().ShouldBe(reason);
    }

    [Fact]
    public async Task Upload_of_a_missing_file_names_it()
    {
        var (code, message) = await RunAsync("upload", "--uri", $"file://{_folder.Path}/", "--allow-file", _folder.File("b.txt"));

        code.ShouldBe(1);
        message["message"]!.ToString().ShouldContain("b.txt");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, JsonNode Message)> RunAsync(params string[] arguments)
    {
        var log = _folder.File("termination-log");
        await using var agent = new AgentProcess(log, new Dictionary<string, string>(), arguments);
        var code = await agent.ExitCodeAsync();
        return (code, JsonNode.Parse(File.ReadAllBytes(log))!);
    }
}
