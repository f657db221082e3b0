using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using Modelwright.ModelServer.Tensors;
using Modelwright.Statistics.Profiles;

namespace Modelwright.ModelServer.Features;

/// <summary>A column of numbers, counted by the bins of the reference.</summary>
internal sealed class NumberColumn : CountedColumn
{
    /// <summary>JSON has no NaN: a number from this magnitude on says that there is none, as in models of raw columns.</summary>
    public const double NoValue = 1e38;

    private const int Missing = 0, NaN = 1, Infinite = 2, Invalid = 3, Below = 4, Above = 5;
    private const int LongestNumber = 64;

    private readonly int bins;
    private readonly bool single;
    private readonly double lowest;
    private readonly double highest;
    private readonly double noValue;

    // Filled up with infinities, which no number exceeds, so that four are compared at a time.
    private readonly double[] edges;

    public NumberColumn(ColumnPlace place, NumericProfile reference, int firstCell)
        : base(place, firstCell)
    {
        bins = reference.Counts.Count;
        single = reference.SinglePrecision && place.Datatype is not (Datatype.Float32 or Datatype.Float16 or Datatype.BFloat16);
        edges = new double[(reference.Edges.Count + 3) / 4 * 4];
        Array.Fill(edges, double.PositiveInfinity);
        TensorPrecision.Round(reference.Edges, place.Datatype).CopyTo(edges, 0);
        lowest = TensorPrecision.Round(reference.Min ?? double.NegativeInfinity, place.Datatype);
        highest = TensorPrecision.Round(reference.Max ?? double.PositiveInfinity, place.Datatype);
        var hasSuch = Math.Max(Math.Abs(reference.Min ?? 0), Math.Abs(reference.Max ?? 0)) >= NoValue;
        noValue = hasSuch ? double.PositiveInfinity : TensorPrecision.Round(NoValue, place.Datatype);
    }

    /// <inheritdoc />
    public override int Cells => bins + 6;

    /// <inheritdoc />
    public override void Count(in ColumnValues values, Span<long> tally)
    {
        if (Place.Datatype == Datatype.Float32)
        {
            var numbers = MemoryMarshal.Cast<byte, float>(values.Bits);
            for (var (row, at) = (0, values.First); row < values.Rows; row++, at += values.Stride) Count(numbers[at], tally);
        }
        else if (Place.Datatype == Datatype.Bytes)
        {
            for (var (row, at) = (0, values.First); row < values.Rows; row++, at += values.Stride) CountText(values.Text(at), tally);
        }
        else
        {
            for (var (row, at) = (0, values.First); row < values.Rows; row++, at += values.Stride) Count(values.Number(at), tally);
        }
    }

    /// <inheritdoc />
    public override ColumnTotals Totals(ReadOnlySpan<long> tally) => new(Column, tally[..bins].ToArray(), tally[bins + Missing])
    {
        NaN = tally[bins + NaN],
        Infinite = tally[bins + Infinite],
        Invalid = tally[bins + Invalid],
        BelowMin = tally[bins + Below],
        AboveMax = tally[bins + Above],
    };

    private void Count(double value, Span<long> tally)
    {
        if (single) value = (float)value;
        if (!double.IsFinite(value))
        {
            tally[bins + (double.IsNaN(value) ? NaN : Infinite)]++;
            return;
        }

        if (Math.Abs(value) >= noValue)
        {
            tally[bins + Missing]++;
            return;
        }

        tally[Bin(value)]++;
        if (value < lowest) tally[bins + Below]++;
        else if (value > highest) tally[bins + Above]++;
    }

    // As many as there are edges below the value: QuantileBins.IndexOf.
    private int Bin(double value)
    {
        var bin = 0;
        var same = Vector256.Create(value);
        for (var i = 0; i < edges.Length; i += Vector256<double>.Count)
        {
            var four = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(edges), (nuint)i);
            bin += BitOperations.PopCount(Vector256.GreaterThan(same, four).ExtractMostSignificantBits());
        }

        return bin;
    }

    private void CountText(ReadOnlySpan<byte> utf8, Span<long> tally)
    {
        Span<char> text = stackalloc char[LongestNumber];
        var done = Utf8.ToUtf16(utf8, text, out _, out var length);
        ReadOnlySpan<char> trimmed = text[..length].Trim();
        if (done != System.Buffers.OperationStatus.Done || !NumericText.TryParse(trimmed, out var value))
            tally[bins + (trimmed.IsEmpty && done == System.Buffers.OperationStatus.Done ? Missing : Invalid)]++;
        else
            Count(value, tally);
    }
}
