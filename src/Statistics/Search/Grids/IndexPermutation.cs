using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Search.Grids;

/// <summary>
/// A shuffle of 0…size−1 that needs no memory: a Feistel network of six rounds on the next even number of bits, walked until it lands in
/// the range
/// (Black and Rogaway, CT-RSA 2002).
/// </summary>
internal sealed class IndexPermutation
{
    private const int Rounds = 6;

    private readonly ulong _size;
    private readonly int _halfBits;
    private readonly ulong[] _keys = new ulong[Rounds];

    public IndexPermutation(ulong size, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfZero(size);
        _size = size;
        var bits = 64 - System.Numerics.BitOperations.LeadingZeroCount(size - 1 | 1);
        _halfBits = (bits + 1) / 2;
        var source = new SplitMix64(seed);
        for (var i = 0; i < Rounds; i++)
            _keys[i] = source.Next();
    }

    /// <summary>The index at a place; a bijection.</summary>
    public ulong At(ulong place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, _size);
        do
            place = Encrypt(place);
        while (place >= _size);
        return place;
    }

    private ulong Encrypt(ulong value)
    {
        var mask = (1UL << _halfBits) - 1;
        var (left, right) = (value >> _halfBits, value & mask);
        foreach (var key in _keys)
            (left, right) = (right, left ^ (SplitMix64.Mix(right + key) & mask));
        return (left << _halfBits) | right;
    }
}
