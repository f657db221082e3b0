using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Modelwright.ModelServer.Json;

/// <summary>
/// Scans the numbers that data is made of, <c>-0.123456789</c>: at most four digits, a point, at most fifteen more, no exponent. The digits
/// after the point are taken sixteen at a time without a branch on their number, because that is what a processor cannot predict.
/// </summary>
internal static unsafe class SimpleNumber
{
    /// <summary>Room that must be left to read ahead.</summary>
    private const int Ahead = 32;

    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    ];

    // Sixteen bytes from position n on move n digits to the end and zeros before them.
    private static ReadOnlySpan<byte> AlignRight =>
    [
        0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ];

    /// <summary>Whether the processor has the instructions; elsewhere every number takes the general way.</summary>
    public static bool IsSupported => Sse41.IsSupported;

    /// <summary>
    /// Returns the position after the number <c>(-1)^negative · mantissa / 10^places</c>, or null when it is not as simple as that, which
    /// does not mean that it is wrong.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Scan(byte* p, byte* end, out ulong mantissa, out int places, out bool negative)
    {
        mantissa = 0;
        places = 0;
        negative = false;
        if (!IsSupported || end - p < Ahead) return null;
        negative = *p == '-';
        p += negative ? 1 : 0;
        ulong whole = (uint)(*p++ - '0');
        if (whole > 9) return null;
        if (whole != 0)
        {
            for (var more = 0; more < 3 && (uint)(*p - '0') <= 9; more++) whole = (whole * 10) + (uint)(*p++ - '0');
        }

        if (*p != '.')
        {
            mantissa = whole;
            return (uint)(*p - '0') <= 9 || (*p | 0x20) == 'e' ? null : p;
        }

        p++;
        var digits = Vector128.Load(p) - Vector128.Create((byte)'0');
        places = (int)uint.TrailingZeroCount(Vector128.GreaterThan(digits, Vector128.Create((byte)9)).ExtractMostSignificantBits());
        if (places is 0 or > 15) return null;
        p += places;
        if ((*p | 0x20) == 'e') return null;
        mantissa = (whole * PowersOfTen[places]) + Value(digits, places);
        return p;
    }

    // Neighbours are added in pairs: 16 digits, 8 numbers of 2, 4 of 4, 2 of 8.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Value(Vector128<byte> digits, int count)
    {
        var aligned = Ssse3.Shuffle(digits, Vector128.LoadUnsafe(ref Unsafe.AsRef(in AlignRight[0]), (nuint)count));
        var twos = Ssse3.MultiplyAddAdjacent(aligned, Vector128.Create((ushort)0x010A).AsSByte());
        var fours = Sse2.MultiplyAddAdjacent(twos, Vector128.Create(0x0001_0064).AsInt16());
        var eights = Sse2.MultiplyAddAdjacent(Sse41.PackUnsignedSaturate(fours, fours).AsInt16(), Vector128.Create(0x0001_2710).AsInt16())
            .AsUInt32();
        return (eights.GetElement(0) * 100_000_000UL) + eights.GetElement(1);
    }
}
