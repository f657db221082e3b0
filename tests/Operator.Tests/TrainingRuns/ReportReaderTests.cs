using System.IO.Compression;
using System.Text;
using CsCheck;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Specs;
using Modelwright.Operator.TrainingRuns.Agents;

namespace Modelwright.Operator.Tests.TrainingRuns;

public sealed class ReportReaderTests
{
    private const string Full = """
        {"final":true,
         "model":{"digest":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","bytes":123,
                  "uri":"pvc://m/model.onnx"},
         "metrics":[["auc","0.93",7],["n",5,null],["big",1e400,1]],"series":[[1,"0.7"],[2,0.8]],"points":14,
         "progress":{"percent":142,"step":7},"artifacts":[["evaluation.csv","sha256:x",4567]],"warnings":["line 3"],
         "failure":{"reason":"UploadFailed","message":"no"}}
        """;

    [Fact]
    public void Report_is_read()
    {
        var report = ReportReader.Read(Full).ShouldNotBeNull();
        (report.Model!.Bytes, report.Model.Uri).ShouldBe((123, "pvc://m/model.onnx"));
        report.Metrics.Select(metric => (metric.Name, metric.Value)).ShouldBe([("auc", "0.93"), ("n", "5"), ("big", "Infinity")]);
        report.Series.Select(point => (point.Step, point.Value)).ShouldBe([(1, "0.7"), (2, "0.8")]);
        (report.Progress!.Percent, report.Progress.Step).ShouldBe((100, 7));
        report.Artifacts.Single().Digest.ShouldBeNull();
        (report.Failure!.Reason, report.Failure.Message).ShouldBe(("UploadFailed", "no"));
    }

    [Fact]
    public void Compressed_report_is_read_too()
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal,
            leaveOpen: true)) deflate.Write(Encoding.UTF8.GetBytes(Full));
        ReportReader.Read($$"""{"deflate":"{{Convert.ToBase64String(packed.ToArray())}}"}""").ShouldNotBeNull().Metrics.Count.ShouldBe(3);
    }

    [Fact]
    public void Compressed_bomb_is_refused()
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(new byte[50_000_000]);
        ReportReader.Read($$"""{"deflate":"{{Convert.ToBase64String(packed.ToArray())}}"}""").ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{"deflate":"!"}""")]
    [InlineData("""{"deflate":"AAAA"}""")]
    public void Text_that_is_no_report_is_none(string? text) => ReportReader.Read(text).ShouldBeNull();

    [Fact]
    public void Any_text_is_read_without_an_error_and_into_bounds() =>
        Gen.OneOf(Gen.String, Mutilated()).Sample(text =>
        {
            ReportReader.ReadContainer(text);
            if (ReportReader.Read(text) is not { } report) return;
            var status = new TrainingRunStatus
            {
                Metrics = [.. report.Metrics.Take(TrainingLimits.MaxMetrics)],
                Series = report.Series,
                Progress = report.Progress,
                Artifacts = report.Artifacts,
                Warnings = report.Warnings,
            };
            SpecValidator.Check(status, "status").ShouldBeEmpty();
        }, iter: 5000);

    private static Gen<string> Mutilated() =>
        from position in Gen.Int[0, Full.Length - 1]
        from length in Gen.Int[0, 20]
        from piece in Gen.OneOf("", "\"", "[", "]", "{", "null", "-1", "1e999", "\"\\u0000\"", "true", "9999999999999999999")
        select Full[..position] + piece + Full[Math.Min(Full.Length, position + length)..];
}
