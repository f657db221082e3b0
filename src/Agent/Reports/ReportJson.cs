using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Modelwright.Agent.Metrics;

namespace Modelwright.Agent.Reports;

/// <summary>Writes a report.</summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The report as one object.</summary>
    /// <param name="report">The report.</param>
    /// <param name="more">Writes further members first.</param>
    public static byte[] Write(RunReport report, Action<Utf8JsonWriter>? more = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            more?.Invoke(writer);
            writer.WriteBoolean("final", report.Final);
            File(writer, "model", report.Model);
            Metrics(writer, report);
            Progress(writer, report.Progress);
            File(writer, "profile", report.Profile);
            Files(writer, report.Artifacts);
            Texts(writer, report.Warnings);
            Failure(writer, report.Failure);
            if (report.Truncated) writer.WriteBoolean("truncated", true);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void File(Utf8JsonWriter writer, string name, StoredFile? file)
    {
        if (file is null) return;
        writer.WriteStartObject(name);
        writer.WriteString("digest", file.Digest);
        writer.WriteNumber("bytes", file.Bytes);
        if (file.Uri is not null) writer.WriteString("uri", file.Uri);
        writer.WriteEndObject();
    }

    private static void Metrics(Utf8JsonWriter writer, RunReport report)
    {
        writer.WriteStartArray("metrics");
        foreach (var metric in report.Metrics)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(metric.Name);
            writer.WriteStringValue(MetricText.Of(metric.Value));
            writer.WriteNumberValue(metric.Step ?? 0);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("series");
        foreach (var point in report.Series)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(point.Step);
            writer.WriteStringValue(MetricText.Of(point.Value));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteNumber("points", report.Points);
    }

    private static void Progress(Utf8JsonWriter writer, RunProgress? progress)
    {
        if (progress is null) return;
        writer.WriteStartObject("progress");
        if (progress.Percent is { } percent) writer.WriteNumber("percent", percent);
        if (progress.Step is { } step) writer.WriteNumber("step", step);
        if (progress.EtaSeconds is { } eta) writer.WriteNumber("etaSeconds", eta);
        writer.WriteEndObject();
    }

    private static void Files(Utf8JsonWriter writer, IReadOnlyList<StoredFile> files)
    {
        writer.WriteStartArray("artifacts");
        foreach (var file in files)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(file.Name);
            writer.WriteStringValue(file.Digest);
            writer.WriteNumberValue(file.Bytes);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter writer, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) return;
        writer.WriteStartArray("warnings");
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void Failure(Utf8JsonWriter writer, RunFailure? failure)
    {
        if (failure is null) return;
        writer.WriteStartObject("failure");
        writer.WriteString("reason", failure.Reason);
        writer.WriteString("message", failure.Message);
        writer.WriteEndObject();
    }
}
