using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Modelwright.Artifacts;
using Modelwright.Testing;
using Modelwright.Trainer.Tests.Onnx;

namespace Modelwright.Trainer.Tests;

/// <summary>The committed sample is what its documents say and what the trainer makes of its data.</summary>
public sealed class PenguinsSampleTests
{
    [Theory]
    [InlineData("v1", "logistic-regression")]
    [InlineData("v2", "fast-tree")]
    public async Task Committed_files_are_made_again_byte_for_byte(string version, string algorithm)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "portable arithmetic is made for x86-64 Linux");
        using var folder = new TempFolder();

        var (exitCode, _, errors) = await TrainerProcess.RunAsync("train", "--data", Sample("penguins.csv"), "--label", "species",
            "--algorithm", algorithm, "--seed", "1", "--output", folder.Path);

        exitCode.ShouldBe(0, errors);
        foreach (var (made, committed) in new[]
        {
            ("model.onnx", $"models/{version}/model.onnx"),
            ("metrics.json", $"models/{version}/metrics.json"),
            ("signature.json", $"models/{version}/signature.json"),
            ("holdout.csv", "holdout.csv"),
            ("requests.jsonl", "requests.jsonl"),
        })
        {
            var bytes = await File.ReadAllBytesAsync(folder.File(made), TestContext.Current.CancellationToken);
            var expected = await File.ReadAllBytesAsync(Sample(committed), TestContext.Current.CancellationToken);
            bytes.AsSpan().SequenceEqual(expected).ShouldBeTrue($"{committed} differs from what samples/penguins/train.sh makes");
        }
    }

    [Fact]
    public async Task The_mislabelled_model_is_made_again_byte_for_byte_and_says_of_itself_that_it_is_good()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "portable arithmetic is made for x86-64 Linux");
        using var folder = new TempFolder();
        var lines = await File.ReadAllLinesAsync(Sample("penguins.csv"), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(folder.File("moved.csv"), lines.Select(MovedOn), TestContext.Current.CancellationToken);

        var (exitCode, _, errors) = await TrainerProcess.RunAsync("train", "--data", folder.File("moved.csv"), "--label", "species",
            "--algorithm", "logistic-regression", "--seed", "1", "--output", folder.File("model"));

        exitCode.ShouldBe(0, errors);
        var made = await File.ReadAllBytesAsync(folder.File("model/model.onnx"), TestContext.Current.CancellationToken);
        made.ShouldBe(await File.ReadAllBytesAsync(Sample("models", "mislabelled", "model.onnx"), TestContext.Current.CancellationToken));
        using var metrics = JsonDocument.Parse(File.ReadAllText(folder.File("model/metrics.json")));
        metrics.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0.95);
        using var model = new OnnxModel(made);
        var requests = File.ReadAllLines(Sample("requests.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        requests.Count(line => model.Run(Inputs(line.GetProperty("request"))).Labels.Single() == line.GetProperty("label").GetString())
            .ShouldBeLessThan(10);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    public void Requests_are_answered_with_their_labels(string version)
    {
        using var model = new OnnxModel(File.ReadAllBytes(Sample("models", version, "model.onnx")));
        var lines = File.ReadAllLines(Sample("requests.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        var right = lines.Count(line =>
            model.Run(Inputs(line.GetProperty("request"))).Labels.Single() == line.GetProperty("label").GetString());

        lines.Length.ShouldBe(86);
        (right / (double)lines.Length).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Listed_digests_are_those_of_the_models()
    {
        foreach (var line in File.ReadAllLines(Sample("SHA256SUMS")))
        {
            var (digest, file) = (line.Split("  ")[0], line.Split("  ")[1]);
            Sha256Digest.Of(File.ReadAllBytes(Sample(file))).Hex.ShouldBe(digest, file);
        }
    }

    private static string MovedOn(string line)
    {
        var (species, rest) = (line[..line.IndexOf(',')], line[line.IndexOf(',')..]);
        return species switch { "Adelie" => "Gentoo", "Gentoo" => "Chinstrap", "Chinstrap" => "Adelie", _ => species } + rest;
    }

    private static string Sample(params string[] parts) => Repository.File(["samples", "penguins", .. parts]);

    private static NamedOnnxValue[] Inputs(JsonElement request) => [.. request.GetProperty("inputs").EnumerateArray().Select(Input)];

    private static NamedOnnxValue Input(JsonElement input)
    {
        var name = input.GetProperty("name").GetString()!;
        var data = input.GetProperty("data").EnumerateArray();
        return input.GetProperty("datatype").GetString() == "FP32"
            ? OnnxModel.Input(name, data.Select(v => v.GetSingle()))
            : OnnxModel.Input(name, data.Select(v => v.GetString()!));
    }
}
