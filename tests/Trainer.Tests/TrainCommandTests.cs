using System.Text.Json;
using Modelwright.Artifacts;
using Modelwright.Testing;

namespace Modelwright.Trainer.Tests;

/// <summary>The program from outside: arguments in; exit code and files out.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Files_of_a_run_fit_together()
    {
        await File.WriteAllLinesAsync(_folder.File("data.csv"),
            Enumerable.Range(0, 80)
                .Select(i => $"{i},{i % 7},{(i % 10 == 0 ? "" : $"w{i % 3}")},{(i < 40 ? "no" : "yes")}")
                .Prepend("id,x,w,y"),
            TestContext.Current.CancellationToken);

        var (exitCode, output, errors) = await TrainerProcess.RunAsync("train", "--data", _folder.File("data.csv"), "--label", "y",
            "--algorithm", "fast-tree", "--seed", "1", "--output", _folder.File("out"), "--holdout", "0.2", "--ignore", "x");

        exitCode.ShouldBe(0, errors);
        Directory.GetFiles(_folder.File("out")).Select(Path.GetFileName).Order()
            .ShouldBe(["holdout.csv", "metrics.json", "model.onnx", "requests.jsonl", "signature.json"]);
        var model = await File.ReadAllBytesAsync(_folder.File("out", "model.onnx"), TestContext.Current.CancellationToken);
        var digest = Sha256Digest.Of(model).ToString();
        output.ShouldContain(digest);
        var metrics = Json("metrics.json");
        metrics.GetProperty("modelDigest").GetString().ShouldBe(digest);
        metrics.GetProperty("rows").GetProperty("holdout").GetInt32().ShouldBe(16);
        metrics.GetProperty("metrics").GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0.8);
        Json("signature.json").GetProperty("inputs").EnumerateArray().Select(i => i.GetProperty("name").GetString()).ShouldBe(["id", "w"]);
        (await File.ReadAllLinesAsync(_folder.File("out", "holdout.csv"), TestContext.Current.CancellationToken)).Length.ShouldBe(17);
        (await File.ReadAllLinesAsync(_folder.File("out", "requests.jsonl"), TestContext.Current.CancellationToken)).Length.ShouldBe(16);
    }

    [Theory]
    [InlineData(65, "no column 'z'", "--label", "z")]
    [InlineData(65, "no file", "--data", "/nowhere.csv")]
    [InlineData(64, "algorithm must be one of logistic-regression, linear-regression, fast-tree; it is 'oracle'", "--algorithm", "oracle")]
    [InlineData(64, "holdout must be a number, greater than 0 and less than 1", "--holdout", "1")]
    [InlineData(64, "Cannot parse", "--seed", "many")]
    public async Task Wrong_data_ends_with_65_and_wrong_arguments_with_64(int code, string message, string option, string value)
    {
        var options = new Dictionary<string, string>
        {
            ["--data"] = Repository.File("samples", "penguins", "penguins.csv"),
            ["--label"] = "species",
            ["--algorithm"] = "logistic-regression",
            ["--seed"] = "1",
            ["--output"] = _folder.File("out"),
            [option] = value,
        };

        var (exitCode, _, errors) = await TrainerProcess.RunAsync(options.SelectMany(o => new[] { o.Key, o.Value }).Prepend("train"));

        exitCode.ShouldBe(code, errors);
        errors.ShouldContain(message);
        Directory.Exists(_folder.File("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task Missing_option_is_named()
    {
        var (exitCode, _, errors) = await TrainerProcess.RunAsync("train", "--label", "y");

        exitCode.ShouldBe(64);
        foreach (var option in new[] { "--data", "--algorithm", "--seed", "--output" })
            errors.ShouldContain($"Option '{option}' is required.");
    }

    [Fact]
    public async Task Bare_command_outside_a_container_says_what_is_missing()
    {
        var (exitCode, _, errors) = await TrainerProcess.RunAsync("train");

        exitCode.ShouldBe(78);
        errors.ShouldContain("MODELWRIGHT_DATA_TRAIN is not set");
    }

    public void Dispose() => _folder.Dispose();

    private JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllBytes(_folder.File("out", file))).RootElement;
}
