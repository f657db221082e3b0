using System.Runtime.InteropServices;
using System.Text.Json;
using Modelwright.Artifacts;
using Modelwright.Testing;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Parameters;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Tests;

/// <summary>The committed sample is what its page says.</summary>
public sealed class SeattleRainSampleTests
{
    private static readonly string[] Tuned =
    [
        "--learning-rate", "0.03", "--leaves", "6", "--min-rows-per-leaf", "30", "--row-fraction", "0.6", "--feature-fraction", "0.6",
    ];

    [Fact]
    public async Task Reports_and_requests_are_made_again_byte_for_byte()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "portable arithmetic is made for x86-64 Linux");
        foreach (var (name, options) in new[] { ("default", Array.Empty<string>()), ("tuned", Tuned) })
        {
            using var folder = new TempFolder();
            string[] arguments =
            [
                "train", "--data", Sample("train.csv"), "--holdout-data", Sample("later.csv"), "--label", "rain_tomorrow", "--id", "date",
                "--algorithm", "fast-tree", "--seed", "1", "--output", folder.Path, .. options,
            ];

            var (exitCode, _, errors) = await TrainerProcess.RunAsync(arguments);

            exitCode.ShouldBe(0, errors);
            Same(folder.File("metrics.json"), Sample("reports", $"{name}.json"));
            Same(folder.File("requests.jsonl"), Sample("requests.jsonl"));
        }

        static void Same(string made, string committed) => File.ReadAllText(made).ShouldBe(
            File.ReadAllText(committed), $"{committed} differs from what samples/seattle-rain/train.sh makes");
    }

    [Fact]
    public void Listed_digests_are_those_of_the_files()
    {
        foreach (var line in File.ReadAllLines(Sample("SHA256SUMS")))
            Sha256Digest.Of(File.ReadAllBytes(Sample(line.Split("  ")[1]))).Hex.ShouldBe(line.Split("  ")[0]);
    }

    [Fact]
    public void Label_is_whether_the_next_row_has_precipitation()
    {
        foreach (var file in new[] { "train.csv", "later.csv" })
        {
            var table = CsvTable.Read(Sample(file));
            var precipitation = table.Values("precipitation").Select(p => double.Parse(p!, null)).ToArray();
            var before = table.Values("precipitation_before").Select(p => double.Parse(p!, null)).ToArray();

            table.Values("rain_tomorrow").SkipLast(1).ShouldBe(precipitation.Skip(1).Select(p => p > 0 ? "yes" : "no"));
            before.Skip(1).ShouldBe(precipitation.SkipLast(1));
            table.Values("date").ShouldBe(table.Values("date").Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Search_has_something_to_find()
    {
        var table = CsvTable.Read(Sample("train.csv"));
        var options = new TrainingOptions { Label = "rain_tomorrow", Id = "date", Algorithm = Algorithm.FastTree, Seed = 1 };

        var standard = LogLoss(options);
        var tuned = LogLoss(options with
        {
            Hyperparameters = new Hyperparameters
            {
                LearningRate = 0.03,
                Leaves = 6,
                MinRowsPerLeaf = 30,
                RowFraction = 0.6,
                FeatureFraction = 0.6,
            },
        });

        (standard - tuned).ShouldBeGreaterThan(0.15);

        double LogLoss(TrainingOptions o) => TrainingPipeline.Run(table, o).Metrics.Figures["log_loss"];
    }

    [Fact]
    public void Page_tells_the_figures_of_the_reports()
    {
        var page = File.ReadAllText(Sample("README.md"));
        foreach (var name in new[] { "default", "tuned" })
        {
            var metrics = JsonDocument.Parse(File.ReadAllBytes(Sample("reports", $"{name}.json"))).RootElement.GetProperty("metrics");
            var cells = new[] { "log_loss", "auc", "accuracy" }.Select(m => metrics.GetProperty(m).GetDouble().ToString("F3", null));
            page.ShouldContain($"| {string.Join(" | ", cells)} |");
        }
    }

    private static string Sample(params string[] parts) => Repository.File(["samples", "seattle-rain", .. parts]);
}
