using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Modelwright.Agent.Reports;

namespace Modelwright.Agent.Datasets;

/// <summary>Writes the result of a look as JSON (docs/contracts.md).</summary>
internal static class LookMessage
{
    private const int MaxText = 512;

    /// <summary>The result as termination message: as it is, else compressed, else with shorter texts.</summary>
    public static byte[] Fit(LookResult result)
    {
        for (var (text, failures) = (MaxText, int.MaxValue); ; text /= 2)
        {
            var plain = Json(result, text, failures);
            if (plain.Length <= TerminationMessage.MaxBytes) return plain;
            if (TerminationReport.Deflated(plain) is { } packed) return packed;
            if (text <= 32) failures = failures == int.MaxValue ? 32 : failures / 2;
        }
    }

    /// <summary>The result in full.</summary>
    public static byte[] Whole(LookResult result) => Json(result, MaxText, int.MaxValue);

    /// <summary>The message of data that is not of the declared format.</summary>
    public static byte[] Invalid(string message, string? source)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = Writer(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("reason", "InvalidData");
            writer.WriteString("message", Cut(message, MaxText));
            if (source is not null) writer.WriteString("source", source);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Json(LookResult result, int text, int failures)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = Writer(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("outcome", result.Outcome.ToString());
            Text(writer, "source", result.Source);
            Text(writer, "sourceVersion", result.SourceVersion is { } name ? Cut(name, 250) : null);
            Text(writer, "digest", result.Digest);
            if (result.Bytes is { } bytes) writer.WriteNumber("bytes", bytes);
            if (result.Files is { } files) writer.WriteNumber("files", files);
            Text(writer, "uri", result.Uri);
            if (result.Swept) writer.WriteBoolean("swept", true);
            if (result.Findings is { } findings) Findings(writer, findings, text, failures);
            if (result.ProfileUri is not null)
            {
                writer.WriteStartObject("profile");
                writer.WriteString("uri", result.ProfileUri);
                writer.WriteString("digest", result.ProfileDigest);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // Errors first: they decide, so they must not be what is left out.
    private static void Findings(Utf8JsonWriter writer, VersionFindings findings, int text, int failures)
    {
        writer.WriteNumber("rows", findings.Rows);
        writer.WriteBoolean("eligible", findings.Eligible);
        writer.WriteNumber("passed", findings.Passed);
        writer.WriteStartArray("failed");
        foreach (var check in findings.Failed.OrderBy(check => check.Severity, StringComparer.Ordinal).Take(failures))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(check.Name);
            writer.WriteStringValue(check.Severity);
            writer.WriteStringValue(Cut(check.Message, text));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static Utf8JsonWriter Writer(IBufferWriter<byte> buffer) =>
        new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;

        // Not between the halves of a surrogate pair.
        var end = length - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + "…";
    }
}
