using System.Numerics;

namespace Modelwright.Statistics.Randomness;

/// <summary>
/// xoshiro256** 1.0 (Blackman, Vigna, TOMS 2021). Specified here to the bit, so that a seed means the same draws on every machine and in
/// every release; <see cref="System.Random"/> promises neither.
/// </summary>
public sealed class RandomStream
{
    private ulong _s0, _s1, _s2, _s3;

    private RandomStream(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>Stream <paramref name="index"/> of a seed: SplitMix64 started at <c>seed ^ mix(index + 1)</c> fills the state.</summary>
    public static RandomStream Of(ulong seed, ulong index)
    {
        var source = new SplitMix64(seed ^ SplitMix64.Mix(index + 1));
        return new(source.Next(), source.Next(), source.Next(), source.Next());
    }

    /// <summary>A generator in a given state, not all zero.</summary>
    public static RandomStream FromState(ulong s0, ulong s1, ulong s2, ulong s3) => (s0 | s1 | s2 | s3) != 0
        ? new(s0, s1, s2, s3)
        : throw new ArgumentException("the state of xoshiro256** must not be all zero", nameof(s0));

    /// <summary>64 bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1): the upper 53 bits times 2⁻⁵³.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, bound), without bias (Lemire, TOMACS 2019).</summary>
    public ulong NextBelow(ulong bound)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bound);
        var high = Math.BigMul(NextBits(), bound, out var low);
        if (low >= bound)
            return high;
        var threshold = (0 - bound) % bound;
        while (low < threshold)
            high = Math.BigMul(NextBits(), bound, out low);
        return high;
    }

    /// <summary>An index into weights, in proportion to them; they are not negative, and their sum is positive.</summary>
    public int NextIndex(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
            total += weight;
        var left = NextUnit() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }
        return weights.Length - 1;
    }
}
