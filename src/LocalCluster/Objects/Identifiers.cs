namespace Modelwright.LocalCluster.Objects;

/// <summary>Uids and name suffixes from the injected randomness. Not thread-safe: used under the writers' lock.</summary>
internal sealed class Identifiers(Random random)
{
    // Without vowels and look-alikes, as in k8s.io/apimachinery/pkg/util/rand.
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private const int MaxGeneratedLength = 63;

    public string Uid()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    public string Name(string prefix)
    {
        if (prefix.Length > MaxGeneratedLength - SuffixLength) prefix = prefix[..(MaxGeneratedLength - SuffixLength)];
        return prefix + new string(random.GetItems(Alphabet.AsSpan(), SuffixLength));
    }
}
