using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Modelwright.Cli.Import;
using Modelwright.LocalCluster.Json;
using Modelwright.Testing;

namespace Modelwright.Cli.Tests.Import;

public sealed class ImportCommandTests : IDisposable
{
    private static readonly string Model = Repository.File("samples", "penguins", "models", "v1", "model.onnx");
    private static readonly string Rows = Repository.File("samples", "penguins", "penguins.csv");

    private readonly TempFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task Import_prints_a_ModelVersion_and_copies_file_and_profile()
    {
        (await RunAsync(Model, "--model", "penguins", "--number", "7", "--store", $"file://{folder.Path}/", "--reference", Rows,
            "--label", "species", "--framework", "scikit-learn 1.7")).ShouldBe(0, error.ToString());

        var version = YamlText.Parse(output.ToString())!;
        version["kind"]!.ToString().ShouldBe("ModelVersion");
        version["metadata"]!["name"]!.ToString().ShouldBe("penguins-v7");
        var spec = version["spec"]!;
        (spec["model"]!.ToString(), spec["number"]!.GetValue<long>(), spec["framework"]!.ToString())
            .ShouldBe(("penguins", 7L, "scikit-learn 1.7"));
        Digest(Stored(spec["artifact"]!)).ShouldBe(Digest(Model));
        spec["artifact"]!["digest"]!.ToString().ShouldBe(Digest(Model));
        spec["signature"]!["inputs"]!.AsArray().Single(input => input!["name"]!.ToString() == "body_mass_g")!["datatype"]!.ToString()
            .ShouldBe("FP32");
        spec["signature"]!["outputs"]!.AsArray().ShouldNotBeEmpty();
        spec["profile"]!["digest"]!.ToString().ShouldBe(Digest(Stored(spec["profile"]!)));
        spec["profile"]!["rows"]!.GetValue<long>().ShouldBe(File.ReadAllLines(Rows).Length - 1);
        var columns = JsonNode.Parse(File.ReadAllText(Stored(spec["profile"]!)))!["columns"]!.AsArray()
            .Select(column => column!["name"]!.ToString()).ToList();
        columns.ShouldContain("body_mass_g");
        columns.ShouldNotContain("species");
    }

    [Fact]
    public async Task Import_into_a_claim_names_the_claim()
    {
        (await RunAsync(Model, "--model", "penguins", "--store", "pvc://models/imported/", "--claim-folder", folder.Path)).ShouldBe(
            0, error.ToString());

        var uri = YamlText.Parse(output.ToString())!["spec"]!["artifact"]!["uri"]!.ToString();
        uri.ShouldStartWith("pvc://models/imported/penguins/");
        File.Exists(folder.File(uri["pvc://models/".Length..].Split('/'))).ShouldBeTrue();
    }

    [Fact]
    public async Task File_that_is_no_model_is_refused_and_copied_nowhere()
    {
        (await RunAsync(Rows, "--model", "penguins", "--store", $"file://{folder.Path}/")).ShouldBe(1);

        error.ToString().Trim().Split('\n')[^1].ShouldStartWith("error: model-server --verify: ");
        output.ToString().ShouldBeEmpty();
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("has no column 'kind'", "--reference", "ROWS", "--label", "kind")]
    [InlineData("no file nowhere.onnx", "nowhere.onnx")]
    [InlineData("https", "--store", "https://host/folder/")]
    [InlineData("--number 0", "--number", "0")]
    [InlineData("kubeconfig", "--apply", "--kubeconfig", "nowhere")]
    public async Task Wrong_arguments_are_one_clear_line(string problem, params string[] arguments)
    {
        string[] usual = [.. arguments.Contains("nowhere.onnx") ? [] : new[] { Model }, "--model", "penguins"];
        string[] store = arguments.Contains("--store") ? [] : ["--store", $"file://{folder.Path}/"];

        (await RunAsync([.. usual, .. store, .. arguments.Select(argument => argument == "ROWS" ? Rows : argument)])).ShouldBe(1);

        error.ToString().Trim().Split('\n')[^1].ShouldContain(problem);
        output.ToString().ShouldBeEmpty();
    }

    private Task<int> RunAsync(params string[] arguments)
    {
        var root = new RootCommand { ImportCommand.Create() };
        var invocation = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null };
        return root.Parse(["import", .. arguments]).InvokeAsync(invocation, TestContext.Current.CancellationToken);
    }

    private static string Stored(JsonNode file) => file["uri"]!.ToString()["file://".Length..];

    private static string Digest(string file) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
