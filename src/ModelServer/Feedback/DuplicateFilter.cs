namespace Modelwright.ModelServer.Feedback;

/// <summary>
/// Remembers the last labels, so that one that comes again is not counted again: two Bloom filters (Bloom, 1970), of which the older one is
/// forgotten when the newer is full. It holds at least the last <see cref="Capacity"/>, at most twice as many, in 3 MiB. Of new labels it
/// takes fewer than one in 10,000 for known; of known ones within the window none for new.
/// </summary>
internal sealed class DuplicateFilter
{
    /// <summary>Labels after which the older half is forgotten.</summary>
    public const int Capacity = 1 << 19;

    // 24 bits an entry and 12 places: a false hit of a full filter is (1 - e^(-12/24))^12, 1.4e-5.
    private const int Words = Capacity * 24 / 64;
    private const int Places = 12;

    private ulong[] newer = new ulong[Words];
    private ulong[] older = new ulong[Words];
    private int count;

    /// <summary>Remembers a label; false when it was known. Not for several threads at once.</summary>
    public bool Add(ulong token, int row)
    {
        var first = Mix(token + ((ulong)row * 0x9E37_79B9_7F4A_7C15));
        var step = Mix(first) | 1;
        if (Has(newer, first, step) || Has(older, first, step)) return false;
        if (count == Capacity)
        {
            (newer, older, count) = (older, newer, 0);
            Array.Clear(newer);
        }

        var place = first;
        for (var i = 0; i < Places; i++, place += step)
        {
            var bit = Bit(place);
            newer[bit >> 6] |= 1UL << (bit & 63);
        }

        count++;
        return true;
    }

    private static bool Has(ulong[] filter, ulong first, ulong step)
    {
        for (var (i, place) = (0, first); i < Places; i++, place += step)
        {
            var bit = Bit(place);
            if ((filter[bit >> 6] & (1UL << (bit & 63))) == 0) return false;
        }

        return true;
    }

    private static int Bit(ulong place) => (int)Math.BigMul(place, Words * 64UL, out _);

    // The finalizer of SplitMix64 (Steele, Lea, Flood, 2014).
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
