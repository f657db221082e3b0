using Modelwright.ModelServer.Feedback;
using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Rest;

namespace Modelwright.ModelServer.Features;

/// <summary>Writes the body of <c>GET /v1/features</c>.</summary>
internal static class Snapshot
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="start">Names this process: with another one all counts began anew.</param>
    /// <param name="revision">The revision that this server is of.</param>
    /// <param name="service">The model; null: not loaded yet.</param>
    public static void Write(Utf8Writer writer, string start, string revision, InferenceService? service)
    {
        var monitor = service?.Features ?? FeatureMonitor.Off;
        var totals = monitor.Counters?.Totals() ?? new FeatureTotals(0, 0, [], []);
        Text(writer, "{\"start\":"u8, start);
        Text(writer, ",\"revision\":"u8, revision);
        Text(writer, ",\"profile\":"u8, monitor.Digest);
        Text(writer, ",\"problem\":"u8, monitor.Problem);
        writer.Write(",\"requests\":"u8);
        writer.Write(totals.Requests);
        writer.Write(",\"copies\":"u8);
        writer.Write(totals.Copies);
        writer.Write(",\"passedOver\":["u8);
        var passedOver = monitor.Plan?.PassedOver ?? [];
        for (var i = 0; i < passedOver.Count; i++) Text(writer, i > 0 ? ","u8 : default, passedOver[i]);
        writer.Write((byte)']');
        FeaturesBody.Write(writer, "features"u8, totals.Features);
        FeaturesBody.Write(writer, "outputs"u8, totals.Outputs);
        writer.Write(",\"labels\":"u8);
        if (service?.Feedback is { } desk) LabelsBody.Write(writer, desk);
        else writer.Write("null"u8);
        writer.Write((byte)'}');
    }

    private static void Text(Utf8Writer writer, ReadOnlySpan<byte> before, string? text)
    {
        writer.Write(before);
        if (text is null) writer.Write("null"u8);
        else JsonText.Write(writer, text);
    }
}
