namespace Modelwright.Statistics.Randomness;

/// <summary>SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), as published at prng.di.unimi.it: fills the state of other generators.</summary>
public struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += 0x9e3779b97f4a7c15UL);

    /// <summary>The output function alone: a bijection on 64 bits.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9UL;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebUL;
        return value ^ (value >> 31);
    }
}
