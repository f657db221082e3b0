using System.Diagnostics.CodeAnalysis;

namespace Modelwright.ModelServer.Tensors;

/// <summary>Arithmetic on shapes: lists of dimensions, row-major, -1 for a variable one.</summary>
internal static class TensorShape
{
    /// <summary>More dimensions than any model has; bounds recursion and scratch space.</summary>
    public const int MaxRank = 32;

    /// <summary>The number of elements, or -1 when it does not fit in 63 bits.</summary>
    public static long ElementCount(ReadOnlySpan<long> shape)
    {
        // A zero-size dimension makes the tensor empty whatever the others are.
        if (shape.Contains(0)) return 0;
        UInt128 count = 1;
        foreach (var dimension in shape)
        {
            count *= (ulong)dimension;
            if (count > long.MaxValue) return -1;
        }

        return (long)count;
    }

    /// <summary>
    /// Whether a tensor of the given shape is one that <paramref name="declared"/> (with -1 for variable dimensions) allows.
    /// </summary>
    public static bool Fits(ReadOnlySpan<long> shape, ReadOnlySpan<long> declared)
    {
        if (shape.Length != declared.Length) return false;
        for (var i = 0; i < shape.Length; i++)
            if (declared[i] >= 0 && declared[i] != shape[i]) return false;
        return true;
    }

    /// <summary>The shape as JSON writes it, <c>[1,13]</c>.</summary>
    [SuppressMessage("Globalization", "CA1305", Justification = "Integers have one form under the invariant culture the program runs in.")]
    public static string Text(ReadOnlySpan<long> shape) => $"[{string.Join(',', shape.ToArray())}]";
}
