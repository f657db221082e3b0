using System.Runtime.InteropServices;
using System.Text.Json;
using Modelwright.Artifacts;
using Modelwright.Testing;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Tests.Onnx;

namespace Modelwright.Trainer.Tests.Containers;

/// <summary>The contract of docs/contracts.md, "Training container", seen from its files.</summary>
public sealed class ContainerRunTests : IDisposable
{
    private readonly TrainingContainer _container = new();

    public ContainerRunTests() =>
        File.Copy(Repository.File("samples", "penguins", "penguins.csv"), _container.Path("train", "penguins.csv"));

    [Fact]
    public void Classification_leaves_model_metrics_evaluation_and_reference()
    {
        _container.Run("""{"label":"species","algorithm":"fast-tree","trees":64,"learning_rate":0.1}""").ShouldBe(0);

        using (var model = new OnnxModel(File.ReadAllBytes(_container.Path("output", "model", "model.onnx"))))
            model.Session.OutputMetadata.Keys.Order().ShouldBe(["label", "probabilities"]);
        var curve = _container.Lines("output", "metrics.jsonl").Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        curve.Select(p => p.GetProperty("step").GetInt32()).ShouldBe(Enumerable.Range(1, 64));
        var metrics = _container.Termination.GetProperty("metrics");
        metrics.EnumerateObject().Select(m => m.Name)
            .ShouldBe(["accuracy", "log_loss", "macro_f1", "auc", "baseline_accuracy", "train_log_loss"]);
        foreach (var metric in metrics.EnumerateObject()) curve[^1].GetProperty(metric.Name).GetDouble().ShouldBe(metric.Value.GetDouble());
        _container.Text("output", "progress").Trim().ShouldBe("100");
        File.Exists(_container.Path("output", "artifacts", "metrics.json")).ShouldBeTrue();
        File.Exists(_container.Path("output", "failure")).ShouldBeFalse();

        var evaluation = CsvTable.Read(_container.Path("output", "evaluation.csv"));
        evaluation.Columns.ShouldBe(["id", "label", "score", "prediction"]);
        var right = evaluation.Rows.Count(row => row[1] == row[3]) / (double)evaluation.Rows.Count;
        right.ShouldBe(metrics.GetProperty("accuracy").GetDouble(), 1e-9);
        foreach (var row in evaluation.Rows) Tables.Penguins.Rows[int.Parse(row[0]!, null) - 1][0].ShouldBe(row[1]);

        var reference = CsvTable.Read(_container.Path("output", "reference.csv"));
        reference.Columns.ShouldBe(
            ["island", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex", "prediction"]);
        (reference.Rows.Count + evaluation.Rows.Count).ShouldBe(344);
    }

    [Fact]
    public void Regression_leaves_numbers()
    {
        _container.Run("""{"label":"body_mass_g","task":"regression","algorithm":"linear-regression","l2":0.01}""").ShouldBe(0);

        _container.Termination.GetProperty("metrics").GetProperty("r2").GetDouble().ShouldBeGreaterThan(0.8);
        var evaluation = CsvTable.Read(_container.Path("output", "evaluation.csv"));
        evaluation.Rows.ShouldAllBe(row => row[2] == row[3]);
        var rmse = Math.Sqrt(evaluation.Rows.Average(row => Math.Pow(double.Parse(row[1]!, null) - double.Parse(row[3]!, null), 2)));
        _container.Termination.GetProperty("metrics").GetProperty("rmse").GetDouble().ShouldBe(rmse, 1e-2);
    }

    [Fact]
    public void Variables_alone_are_enough_and_give_the_same_bytes_as_the_file()
    {
        _container.Run("""{"label":"sex","trees":20,"min-rows-per-leaf":5}""").ShouldBe(0);
        var model = File.ReadAllBytes(_container.Path("output", "model", "model.onnx"));

        foreach (var name in new[] { "PARAMS_FILE", "STOP_FILE", "CHECKPOINT_DIR" }) _container.Variables.Remove($"MODELWRIGHT_{name}");
        _container.Variables["MODELWRIGHT_PARAM_LABEL"] = "sex";
        _container.Variables["MODELWRIGHT_PARAM_TREES"] = "20";
        _container.Variables["MODELWRIGHT_PARAM_MIN_ROWS_PER_LEAF"] = "5.0";
        _container.Run().ShouldBe(0);

        File.ReadAllBytes(_container.Path("output", "model", "model.onnx")).ShouldBe(model);
    }

    [Fact]
    public void Both_forms_of_one_parameter_are_one_parameter()
    {
        _container.Variables["MODELWRIGHT_PARAM_TREES"] = "3";
        _container.Variables["MODELWRIGHT_PARAM_LABEL"] = "sex";

        _container.Run("""{"label":"sex","trees":3}""").ShouldBe(0);
    }

    [Fact]
    public void Seed_beyond_32_bits_is_a_seed()
    {
        _container.Variables["MODELWRIGHT_SEED"] = "9007199254740991";

        _container.Run("""{"label":"sex","trees":3}""").ShouldBe(0);
    }

    [Fact]
    public void Stop_file_ends_early_with_a_model_and_80()
    {
        _container.Write("a better one is known", "stop");

        _container.Run("""{"label":"species","trees":1600}""").ShouldBe(80);

        File.Exists(_container.Path("output", "model", "model.onnx")).ShouldBeTrue();
        _container.Termination.GetProperty("metrics").GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0.9);
        JsonDocument.Parse(_container.Lines("output", "metrics.jsonl")[^1]).RootElement.GetProperty("step").GetInt32().ShouldBe(100);
    }

    [Fact]
    public void Higher_rung_goes_on_where_the_lower_one_ended()
    {
        _container.Run("""{"label":"species","algorithm":"logistic-regression","l2":0.001,"iterations":20}""").ShouldBe(0);
        _container.Run("""{"label":"species","algorithm":"logistic-regression","l2":0.001,"iterations":40}""").ShouldBe(0);

        _container.Lines("output", "metrics.jsonl").Select(l => JsonDocument.Parse(l).RootElement.GetProperty("step").GetInt32())
            .ShouldBe([10, 20, 20, 30, 40]);
    }

    [Fact]
    public void Holdout_input_judges()
    {
        Directory.CreateDirectory(_container.Path("holdout"));
        File.Copy(Repository.File("samples", "penguins", "holdout.csv"), _container.Path("holdout", "rows.csv"));
        _container.Variables["MODELWRIGHT_DATA_HOLDOUT"] = _container.Path("holdout");

        _container.Run("""{"label":"species","trees":5}""").ShouldBe(0);

        CsvTable.Read(_container.Path("output", "evaluation.csv")).Rows.Count.ShouldBe(86);
        CsvTable.Read(_container.Path("output", "reference.csv")).Rows.Count.ShouldBe(344);
    }

    [Fact]
    public async Task Process_without_options_makes_the_committed_model()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "portable arithmetic is made for x86-64 Linux");
        _container.Variables["MODELWRIGHT_SEED"] = "1";
        _container.Write("""{"label":"species","algorithm":"fast-tree"}""", "params.json");

        var (exitCode, _, errors) = await TrainerProcess.RunAsync(_container.Variables, "train");

        exitCode.ShouldBe(0, errors);
        var digest = Sha256Digest.Of(await File.ReadAllBytesAsync(
            _container.Path("output", "model", "model.onnx"), TestContext.Current.CancellationToken));
        File.ReadAllText(Repository.File("samples", "penguins", "SHA256SUMS")).ShouldContain($"{digest.Hex}  models/v2/model.onnx");
    }

    public void Dispose() => _container.Dispose();
}
