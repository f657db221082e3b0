using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Features;

/// <summary>
/// Numbers as a tensor holds them. Edges of bins are values of the reference, often decimals such as 39.1 that 32 bits do not hold; to find
/// the bin of a served 39.1 the edge is rounded as the value was. Rounding is monotone, so no other value changes its bin.
/// </summary>
internal static class TensorPrecision
{
    /// <summary>The nearest number that an element of this type can be; for integers and texts the number itself.</summary>
    public static double Round(double value, Datatype datatype) => datatype switch
    {
        Datatype.Float32 => (float)value,
        Datatype.Float16 => (double)(Half)value,
        Datatype.BFloat16 => Upper((float)value),
        _ => value,
    };

    /// <summary>
    /// Edges, rounded. A value that has a bin to itself has an edge right below it, and both are the same when rounded: the lower one is
    /// then the number below that this type has.
    /// </summary>
    public static double[] Round(IReadOnlyList<double> edges, Datatype datatype)
    {
        var rounded = edges.Select(edge => Round(edge, datatype)).ToArray();
        for (var i = rounded.Length - 2; i >= 0; i--)
            if (rounded[i] >= rounded[i + 1]) rounded[i] = Below(rounded[i + 1], datatype);
        return rounded;
    }

    private static double Below(double value, Datatype datatype) => datatype switch
    {
        Datatype.Float32 => MathF.BitDecrement((float)value),
        Datatype.Float16 => (double)Half.BitDecrement((Half)value),
        // Every half of a single is a single; between two of them there is one to tell them apart.
        Datatype.BFloat16 => MathF.BitDecrement((float)value),
        _ => Math.BitDecrement(value),
    };

    // To nearest, ties to even, as converters to bfloat16 do.
    private static float Upper(float value)
    {
        if (!float.IsFinite(value)) return value;
        var bits = BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF_0000);
    }
}
