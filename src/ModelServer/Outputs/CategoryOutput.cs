using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Outputs;

/// <summary>An output of integers, truth values or strings, counted by value as JSON would have it, without quotes.</summary>
internal sealed class CategoryOutput(int index, TensorSignature signature) : CountedOutput(index, signature)
{
    private readonly CategoryNames[] names = [.. Enumerable.Range(0, Slots).Select(_ => new CategoryNames())];

    /// <inheritdoc />
    public override OutputKind Kind => OutputKind.Category;

    /// <inheritdoc />
    public override int Cells => CategoryNames.Max + 1;

    /// <inheritdoc />
    public override OutputTotals Totals(int slot, long[] tally)
    {
        var texts = names[slot].Texts;
        var values = texts.Zip(tally, KeyValuePair.Create).Where(value => value.Value > 0)
            .OrderBy(value => value.Key, StringComparer.Ordinal).ToList();
        return new OutputTotals(Signature.Name, slot - 1, Kind, tally.Sum()) { Values = values, Other = tally[CategoryNames.Max] };
    }

    /// <inheritdoc />
    protected override void Count(RunOutputs outputs, Places places, int slot, long[] tally)
    {
        var bits = Signature.Datatype == Datatype.Bytes ? default : outputs.Bytes(Index);
        Span<char> text = stackalloc char[CategoryNames.MaxLength];
        for (var (row, at) = (0, places.First); row < places.Rows; row++, at += places.Stride)
        {
            var length = Signature.Datatype == Datatype.Bytes ? Transcode(outputs.Text(Index, at), text) : Format(bits, at, text);
            tally[length < 0 ? CategoryNames.Max : names[slot].IndexOf(text[..length])]++;
        }
    }

    // -1 for what is too long, or no text at all.
    private static int Transcode(ReadOnlySpan<byte> utf8, Span<char> text) =>
        Utf8.ToUtf16(utf8, text, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done ? length : -1;

    private int Format(ReadOnlySpan<byte> bits, int at, Span<char> text) => Signature.Datatype switch
    {
        Datatype.Bool => Format(bits[at] != 0 ? "true" : "false", text),
        Datatype.UInt8 => Format(bits[at], text),
        Datatype.UInt16 => Format(MemoryMarshal.Cast<byte, ushort>(bits)[at], text),
        Datatype.UInt32 => Format(MemoryMarshal.Cast<byte, uint>(bits)[at], text),
        Datatype.UInt64 => Format(MemoryMarshal.Cast<byte, ulong>(bits)[at], text),
        Datatype.Int8 => Format((sbyte)bits[at], text),
        Datatype.Int16 => Format(MemoryMarshal.Cast<byte, short>(bits)[at], text),
        Datatype.Int32 => Format(MemoryMarshal.Cast<byte, int>(bits)[at], text),
        _ => Format(MemoryMarshal.Cast<byte, long>(bits)[at], text),
    };

    private static int Format(string word, Span<char> text)
    {
        word.CopyTo(text);
        return word.Length;
    }

    private static int Format<T>(T value, Span<char> text)
        where T : ISpanFormattable
    {
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return length;
    }
}
