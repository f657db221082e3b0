using Modelwright.ModelServer.Json;
using Modelwright.Statistics.Profiles;

namespace Modelwright.ModelServer.Features;

/// <summary>Writes the columns of <c>GET /v1/features</c>.</summary>
internal static class FeaturesBody
{
    /// <summary>Writes a list of columns.</summary>
    public static void Write(Utf8Writer writer, ReadOnlySpan<byte> name, IReadOnlyList<ColumnTotals> columns)
    {
        writer.Write(",\""u8);
        writer.Write(name);
        writer.Write("\":["u8);
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0) writer.Write((byte)',');
            Write(writer, columns[i]);
        }

        writer.Write((byte)']');
    }

    private static void Write(Utf8Writer writer, ColumnTotals column)
    {
        writer.Write("{\"name\":"u8);
        JsonText.Write(writer, column.Column.Name);
        if (column.Column.Numeric is { } numeric) Write(writer, column, numeric);
        else Write(writer, column, column.Column.Categorical!);
        writer.Write("}}"u8);
    }

    private static void Write(Utf8Writer writer, ColumnTotals column, NumericProfile reference)
    {
        writer.Write(",\"kind\":\"Number\""u8);
        Write(writer, ",\"rows\":"u8, column.Rows);
        Write(writer, ",\"missing\":"u8, column.Missing);
        Write(writer, ",\"nan\":"u8, column.NaN);
        Write(writer, ",\"infinite\":"u8, column.Infinite);
        Write(writer, ",\"invalid\":"u8, column.Invalid);
        Write(writer, ",\"belowMin\":"u8, column.BelowMin);
        Write(writer, ",\"aboveMax\":"u8, column.AboveMax);
        Write(writer, "edges"u8, reference.Edges, static (writer, edge) => writer.Write(edge));
        Write(writer, "counts"u8, column.Counts, static (writer, count) => writer.Write(count));
        Write(writer, ",\"reference\":{\"rows\":"u8,
            column.Column.Missing + reference.Finite + reference.NaN + reference.Infinite + reference.Invalid);
        Write(writer, ",\"missing\":"u8, column.Column.Missing);
        Write(writer, ",\"nan\":"u8, reference.NaN);
        Write(writer, ",\"infinite\":"u8, reference.Infinite);
        Write(writer, ",\"invalid\":"u8, reference.Invalid);
        Write(writer, ",\"min\":"u8, reference.Min);
        Write(writer, ",\"max\":"u8, reference.Max);
        Write(writer, "counts"u8, reference.Counts, static (writer, count) => writer.Write(count));
    }

    private static void Write(Utf8Writer writer, ColumnTotals column, CategoricalProfile reference)
    {
        writer.Write(",\"kind\":\"Category\""u8);
        Write(writer, ",\"rows\":"u8, column.Rows);
        Write(writer, ",\"missing\":"u8, column.Missing);
        Write(writer, "values"u8, reference.Categories, static (writer, category) => JsonText.Write(writer, category.Value));
        Write(writer, "counts"u8, column.Counts, static (writer, count) => writer.Write(count));
        Write(writer, ",\"otherKnown\":"u8, column.OtherKnown);
        Write(writer, ",\"unseen\":"u8, column.Unseen);
        Write(writer, "unseenValues"u8, column.UnseenValues, static (writer, value) =>
        {
            writer.Write((byte)'[');
            JsonText.Write(writer, value.Key);
            writer.Write((byte)',');
            writer.Write(value.Value);
            writer.Write((byte)']');
        });
        Write(writer, ",\"reference\":{\"rows\":"u8,
            column.Column.Missing + reference.Categories.Sum(category => category.Count) + reference.OtherKnown);
        Write(writer, ",\"missing\":"u8, column.Column.Missing);
        Write(writer, "counts"u8, reference.Categories, static (writer, category) => writer.Write(category.Count));
        Write(writer, ",\"otherKnown\":"u8, reference.OtherKnown);
        writer.Write(reference.Complete ? ",\"complete\":true"u8 : ",\"complete\":false"u8);
    }

    private static void Write<T>(Utf8Writer writer, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8Writer, T> writeItem)
    {
        writer.Write(",\""u8);
        writer.Write(name);
        writer.Write("\":["u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) writer.Write((byte)',');
            writeItem(writer, items[i]);
        }

        writer.Write((byte)']');
    }

    private static void Write(Utf8Writer writer, ReadOnlySpan<byte> before, long number)
    {
        writer.Write(before);
        writer.Write(number);
    }

    private static void Write(Utf8Writer writer, ReadOnlySpan<byte> before, double? number)
    {
        writer.Write(before);
        if (number is { } value && double.IsFinite(value)) writer.Write(value);
        else writer.Write("null"u8);
    }
}
