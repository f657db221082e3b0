using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Modelwright.Agent.Metrics;

namespace Modelwright.Agent.Reports;

/// <summary>Fits a report into a termination message: as it is, else compressed, else with less in it.</summary>
internal static class TerminationReport
{
    /// <summary>Metrics that stay longest.</summary>
    public const int FirstMetrics = 64;

    /// <summary>At most <see cref="TerminationMessage.MaxBytes"/> bytes.</summary>
    public static byte[] Fit(RunReport report)
    {
        var plain = ReportJson.Write(report);
        if (plain.Length <= TerminationMessage.MaxBytes) return plain;
        return Deflated(plain) ?? Shorter(report).Select(less => Deflated(ReportJson.Write(less))).First(fits => fits is not null)!;
    }

    // Metrics beyond the first, then points of the series (their number halved, the ends kept), then artifacts; then what a failing run may
    // have too much of; last of all the metrics that the run is judged by, which fit unless their names are very long. The last one fits.
    private static IEnumerable<RunReport> Shorter(RunReport report)
    {
        report = report with { Truncated = true, Metrics = [.. report.Metrics.Take(FirstMetrics)] };
        yield return report;
        while (report.Series.Count > 2)
        {
            report = report with { Series = [.. report.Series.Where((_, i) => i % 2 == 0 || i == report.Series.Count - 1)] };
            yield return report;
        }

        while (report.Artifacts.Count > 0)
        {
            report = report with { Artifacts = [.. report.Artifacts.Take(report.Artifacts.Count / 2)] };
            yield return report;
        }

        while (report.Warnings.Count > 0)
        {
            report = report with { Warnings = [.. report.Warnings.Take(report.Warnings.Count / 2)] };
            yield return report;
        }

        while (report.Metrics.Count > report.JudgedMetrics)
        {
            report = report with { Metrics = [.. report.Metrics.Take(Math.Max(report.JudgedMetrics, report.Metrics.Count / 2))] };
            yield return report;
        }

        var failure = report.Failure is { } f ? f with { Message = Warnings.Shown(f.Message) } : null;
        report = report with { Series = [], Failure = failure };
        yield return report;
        while (report.Metrics.Count > 0)
        {
            report = report with { Metrics = [.. report.Metrics.Take(report.Metrics.Count / 2)] };
            yield return report;
        }

        yield return new RunReport { Final = report.Final, Truncated = true, Points = report.Points };
    }

    /// <summary>The compressed form, or null when even that is too long.</summary>
    internal static byte[]? Deflated(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) deflate.Write(json);
        var text = Convert.ToBase64String(packed.ToArray());
        var message = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["deflate"] = text }, Options);
        return message.Length <= TerminationMessage.MaxBytes ? message : null;
    }

    // The default encoder would write every '+' of base64 as six characters.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
