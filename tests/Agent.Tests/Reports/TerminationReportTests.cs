using System.IO.Compression;
using System.Text.Json.Nodes;
using CsCheck;
using Modelwright.Agent.Metrics;
using Modelwright.Agent.Reports;

namespace Modelwright.Agent.Tests.Reports;

public sealed class TerminationReportTests
{
    private static readonly StoredFile Model = new("model.onnx", "sha256:" + new string('0', 64), 5, "pvc://models/run/model.onnx");

    [Fact]
    public void Fit_small_report_is_written_as_it_is()
    {
        var report = new RunReport { Final = true, Model = Model, Metrics = [new MetricPoint("auc", 7, 0.93)] };

        var message = JsonNode.Parse(TerminationReport.Fit(report))!;

        message["deflate"].ShouldBeNull();
        message["metrics"]!.ToJsonString().ShouldBe("""[["auc","0.93",7]]""");
        message["truncated"].ShouldBeNull();
    }

    [Fact]
    public void Fit_larger_report_is_compressed_and_whole()
    {
        var report = new RunReport { Model = Model, Series = [.. Enumerable.Range(0, 500).Select(i => new SeriesPoint(i, i / 100.0))] };

        var bytes = TerminationReport.Fit(report);
        var text = JsonNode.Parse(bytes)!["deflate"]!.ToString();

        bytes.Length.ShouldBeLessThanOrEqualTo(4096);
        Inflate(text)["series"]!.AsArray().Count.ShouldBe(500);
    }

    [Fact]
    public void Fit_huge_report_loses_metrics_beyond_64_first()
    {
        var random = new Random(1);
        var report = new RunReport
        {
            Model = Model,
            Metrics = [.. Enumerable.Range(0, 1000).Select(i => new MetricPoint($"m{i}", i, random.NextDouble()))],
            Series = [.. Enumerable.Range(0, 64).Select(i => new SeriesPoint(i, random.NextDouble()))],
        };

        var fitted = Inflate(JsonNode.Parse(TerminationReport.Fit(report))!["deflate"]!.ToString());

        fitted["truncated"]!.GetValue<bool>().ShouldBeTrue();
        fitted["metrics"]!.AsArray().Count.ShouldBe(64);
        fitted["series"]!.AsArray().Count.ShouldBe(64);
        fitted["model"]!["digest"]!.ToString().ShouldBe(Model.Digest);
    }

    [Fact]
    public void Fit_of_a_failing_run_with_too_much_of_everything_keeps_the_metrics_it_is_judged_by()
    {
        var random = new Random(1);
        string[] judged = ["auc", "recall", "f1"];
        var report = new RunReport
        {
            Model = Model,
            Metrics = [.. judged.Concat(Enumerable.Range(0, 300).Select(_ => LongName(random)))
                .Select(name => new MetricPoint(name, 1, random.NextDouble()))],
            JudgedMetrics = judged.Length,
            Failure = new RunFailure("UserError", string.Concat(Enumerable.Range(0, 64).Select(_ => $"{random.NextInt64():x16}"))),
        };

        var fitted = Inflate(JsonNode.Parse(TerminationReport.Fit(report))!["deflate"]!.ToString());

        fitted["truncated"]!.GetValue<bool>().ShouldBeTrue();
        fitted["metrics"]!.AsArray().Select(metric => metric![0]!.ToString()).Take(3).ShouldBe(judged);
    }

    [Fact]
    public void Fit_any_report_is_within_the_limit_and_keeps_what_decides() =>
        Gen.Select(Gen.Int[0, 1200], Gen.Int[0, 300], Gen.Int[0, 2000], Gen.String[0, 250], Gen.Int).Sample(
            (metrics, series, artifacts, text, seed) =>
        {
            var random = new Random(seed);
            var report = new RunReport
            {
                Final = true,
                Model = Model,
                Metrics = [.. Enumerable.Range(0, metrics).Select(i => new MetricPoint(LongName(random), i, random.NextDouble()))],
                JudgedMetrics = Math.Min(metrics, random.Next(34)),
                Series = [.. Enumerable.Range(0, series).Select(i => new SeriesPoint(i, random.NextDouble()))],
                Artifacts = [.. Enumerable.Range(0, artifacts)
                    .Select(i => new StoredFile($"artifacts/{random.NextInt64()}", Digest(random), i, null))],
                Warnings = [.. Enumerable.Range(0, 17).Select(i => $"{random.NextInt64()}{text}")],
                Failure = new RunFailure("UserError", string.Concat(Enumerable.Repeat(text, 4)))
            };

            var bytes = TerminationReport.Fit(report);

            bytes.Length.ShouldBeLessThanOrEqualTo(4096);
            var message = JsonNode.Parse(bytes)!;
            var fitted = message["deflate"] is { } packed ? Inflate(packed.ToString()) : message;
            fitted["final"]!.GetValue<bool>().ShouldBeTrue();
            fitted["model"]!["digest"]!.ToString().ShouldBe(Model.Digest);
            fitted["failure"]!["reason"]!.ToString().ShouldBe("UserError");
        }, iter: 100);

    private static string LongName(Random random) =>
        string.Concat(Enumerable.Range(0, 1 + random.Next(12)).Select(_ => $"{random.NextInt64():x}"));

    private static string Digest(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        return "sha256:" + Convert.ToHexStringLower(bytes);
    }

    private static JsonNode Inflate(string text)
    {
        using var packed = new MemoryStream(Convert.FromBase64String(text));
        using var deflate = new DeflateStream(packed, CompressionMode.Decompress);
        return JsonNode.Parse(deflate)!;
    }
}
