using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Outputs;

/// <summary>Writes the body of <c>GET /v1/outputs</c>.</summary>
internal static class OutputsBody
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="start">Names this process: with another one all counts began anew.</param>
    /// <param name="revision">The revision that this server is of.</param>
    /// <param name="outputs">The counts.</param>
    public static void Write(Utf8Writer writer, string start, string revision, IReadOnlyList<OutputTotals> outputs)
    {
        writer.Write("{\"start\":"u8);
        JsonText.Write(writer, start);
        writer.Write(",\"revision\":"u8);
        JsonText.Write(writer, revision);
        writer.Write(",\"outputs\":["u8);
        for (var i = 0; i < outputs.Count; i++)
        {
            if (i > 0) writer.Write((byte)',');
            Write(writer, outputs[i]);
        }

        writer.Write("]}"u8);
    }

    private static void Write(Utf8Writer writer, OutputTotals output)
    {
        writer.Write("{\"name\":"u8);
        JsonText.Write(writer, output.Name);
        writer.Write(",\"element\":"u8);
        if (output.Element is { } element) writer.Write(element);
        else writer.Write("null"u8);
        writer.Write(",\"kind\":"u8);
        JsonText.Write(writer, output.Kind == OutputKind.Number ? "Number"u8 : "Category"u8);
        Write(writer, ",\"rows\":"u8, output.Rows);
        if (output.Kind == OutputKind.Number)
        {
            Write(writer, ",\"nan\":"u8, output.NaN);
            Write(writer, ",\"infinite\":"u8, output.Infinite);
            Write(writer, output.Bins, static (writer, bin) => writer.Write(bin));
        }
        else
        {
            Write(writer, output.Values, static (writer, text) => JsonText.Write(writer, text));
            Write(writer, ",\"other\":"u8, output.Other);
        }

        writer.Write((byte)'}');
    }

    private static void Write<T>(Utf8Writer writer, IReadOnlyList<KeyValuePair<T, long>> counts, Action<Utf8Writer, T> writeKey)
    {
        writer.Write(",\"counts\":["u8);
        for (var i = 0; i < counts.Count; i++)
        {
            writer.Write(i > 0 ? ",["u8 : "["u8);
            writeKey(writer, counts[i].Key);
            Write(writer, ","u8, counts[i].Value);
            writer.Write((byte)']');
        }

        writer.Write((byte)']');
    }

    private static void Write(Utf8Writer writer, ReadOnlySpan<byte> before, long number)
    {
        writer.Write(before);
        writer.Write(number);
    }
}
