namespace Modelwright.Router.Mirroring;

/// <summary>The elements of a tensor: real numbers, whole numbers (booleans, too; unsigned ones by their bits), or texts.</summary>
public sealed class TensorValues
{
    private readonly double[]? reals;
    private readonly long[]? integers;
    private readonly ReadOnlyMemory<byte>[]? texts;

    /// <summary>Real numbers.</summary>
    public TensorValues(double[] reals) => this.reals = reals;

    /// <summary>Whole numbers.</summary>
    public TensorValues(long[] integers) => this.integers = integers;

    /// <summary>Texts or other bytes.</summary>
    public TensorValues(ReadOnlyMemory<byte>[] texts) => this.texts = texts;

    /// <summary>
    /// Real numbers may differ by <paramref name="tolerance"/>, absolute or relative to the larger one, whichever allows more; NaN is like
    /// NaN, and an infinity like itself. Whole numbers and texts must be equal: the next class is another class, however large its number.
    /// </summary>
    public bool IsLike(TensorValues other, double tolerance)
    {
        if (reals is not null && other.reals is not null) return Near(reals, other.reals, tolerance);
        if (integers is not null && other.integers is not null) return integers.AsSpan().SequenceEqual(other.integers);
        return texts is not null && other.texts is not null && texts.Length == other.texts.Length
            && texts.Zip(other.texts).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span));
    }

    private static bool Near(double[] ours, double[] theirs, double tolerance)
    {
        if (ours.Length != theirs.Length) return false;
        for (var i = 0; i < ours.Length; i++)
        {
            var (a, b) = (ours[i], theirs[i]);
            // Equals: NaN is equal to NaN, and infinities have no difference.
            if (a.Equals(b) || a == b) continue;
            if (!(Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b))))) return false;
            if (double.IsInfinity(a) || double.IsInfinity(b)) return false;
        }

        return true;
    }
}
