namespace Modelwright.ModelServer.Json;

/// <summary>What the decimal-to-binary conversion needs to know of an IEEE 754 format.</summary>
internal interface IFloatFormat
{
    /// <summary>Bits of the significand that are stored.</summary>
    static abstract int FractionBits { get; }

    /// <summary>The biased exponent that stands for infinity.</summary>
    static abstract int InfiniteExponent { get; }

    /// <summary>Below this power of ten every 64-bit mantissa rounds to zero.</summary>
    static abstract int SmallestPower { get; }

    /// <summary>Above this power of ten every mantissa but zero is infinite.</summary>
    static abstract int LargestPower { get; }

    /// <summary>The powers of ten for which a tie (exactly half-way between two neighbours) can occur.</summary>
    static abstract int SmallestTiePower { get; }

    /// <inheritdoc cref="SmallestTiePower"/>
    static abstract int LargestTiePower { get; }
}
