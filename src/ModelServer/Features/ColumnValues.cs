using System.Runtime.InteropServices;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Features;

/// <summary>The values of one column in one request: an element of each row of an input or an output.</summary>
internal readonly ref struct ColumnValues
{
    private readonly Tensor? input;
    private readonly RunOutputs? outputs;
    private readonly int output;
    private readonly Datatype datatype;

    /// <summary>Values of an input.</summary>
    public ColumnValues(Tensor input, int first, int stride, int rows)
    {
        this.input = input;
        datatype = input.Datatype;
        (First, Stride, Rows) = (first, stride, rows);
        if (datatype != Datatype.Bytes) Bits = input.Bytes;
    }

    /// <summary>Values of an output.</summary>
    public ColumnValues(RunOutputs outputs, int output, Datatype datatype, int first, int stride, int rows)
    {
        this.outputs = outputs;
        this.output = output;
        this.datatype = datatype;
        (First, Stride, Rows) = (first, stride, rows);
        if (datatype != Datatype.Bytes) Bits = outputs.Bytes(output);
    }

    /// <summary>The tensor's elements, unless they are strings.</summary>
    public ReadOnlySpan<byte> Bits { get; }

    /// <summary>The place of the first row's value.</summary>
    public int First { get; }

    /// <summary>From one row's value to the next one's.</summary>
    public int Stride { get; }

    /// <summary>How many there are.</summary>
    public int Rows { get; }

    /// <summary>A string, as its bytes.</summary>
    public ReadOnlySpan<byte> Text(int at) => input is null ? outputs!.Text(output, at) : input.Text(at);

    /// <summary>A value that is no string; true is 1.</summary>
    public double Number(int at) => datatype switch
    {
        Datatype.Float32 => MemoryMarshal.Cast<byte, float>(Bits)[at],
        Datatype.Float64 => MemoryMarshal.Cast<byte, double>(Bits)[at],
        Datatype.Int64 => MemoryMarshal.Cast<byte, long>(Bits)[at],
        Datatype.Int32 => MemoryMarshal.Cast<byte, int>(Bits)[at],
        Datatype.Int16 => MemoryMarshal.Cast<byte, short>(Bits)[at],
        Datatype.Int8 => (sbyte)Bits[at],
        Datatype.UInt64 => MemoryMarshal.Cast<byte, ulong>(Bits)[at],
        Datatype.UInt32 => MemoryMarshal.Cast<byte, uint>(Bits)[at],
        Datatype.UInt16 => MemoryMarshal.Cast<byte, ushort>(Bits)[at],
        Datatype.Float16 => (double)MemoryMarshal.Cast<byte, Half>(Bits)[at],
        // The upper half of a single.
        Datatype.BFloat16 => BitConverter.Int32BitsToSingle(MemoryMarshal.Cast<byte, short>(Bits)[at] << 16),
        Datatype.Bool => Bits[at] != 0 ? 1 : 0,
        _ => Bits[at],
    };
}
