using System.Runtime.InteropServices;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;
using Modelwright.Statistics.LogLinear;

namespace Modelwright.ModelServer.Outputs;

/// <summary>An output of floating-point numbers, counted by <see cref="LogLinearBins"/>.</summary>
internal sealed class NumberOutput(int index, TensorSignature signature) : CountedOutput(index, signature)
{
    private const int Zero = LogLinearBins.MaxIndex;
    private const int NaN = LogLinearBins.Count;
    private const int Infinite = LogLinearBins.Count + 1;

    /// <inheritdoc />
    public override OutputKind Kind => OutputKind.Number;

    /// <inheritdoc />
    public override int Cells => LogLinearBins.Count + 2;

    /// <inheritdoc />
    public override OutputTotals Totals(int slot, long[] tally)
    {
        var bins = new List<KeyValuePair<int, long>>();
        for (var i = 0; i < LogLinearBins.Count; i++)
            if (tally[i] > 0) bins.Add(new(i - Zero, tally[i]));
        return new OutputTotals(Signature.Name, slot - 1, Kind, tally.Sum()) { Bins = bins, NaN = tally[NaN], Infinite = tally[Infinite] };
    }

    /// <inheritdoc />
    protected override void Count(RunOutputs outputs, Places places, int slot, long[] tally)
    {
        var bits = outputs.Bytes(Index);
        for (var (row, at) = (0, places.First); row < places.Rows; row++, at += places.Stride)
        {
            var value = Value(bits, at);
            if (double.IsFinite(value)) tally[Zero + LogLinearBins.IndexOf(value)]++;
            else tally[double.IsNaN(value) ? NaN : Infinite]++;
        }
    }

    private double Value(ReadOnlySpan<byte> bits, int at) => Signature.Datatype switch
    {
        Datatype.Float32 => MemoryMarshal.Cast<byte, float>(bits)[at],
        Datatype.Float64 => MemoryMarshal.Cast<byte, double>(bits)[at],
        Datatype.Float16 => (double)MemoryMarshal.Cast<byte, Half>(bits)[at],
        // The upper half of a single.
        _ => BitConverter.Int32BitsToSingle(MemoryMarshal.Cast<byte, short>(bits)[at] << 16),
    };
}
