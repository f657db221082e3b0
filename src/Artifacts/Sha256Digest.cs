using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Modelwright.Artifacts;

/// <summary>The SHA-256 of a model's bytes, written <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
public sealed record Sha256Digest
{
    private const string Prefix = "sha256:";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private Sha256Digest(string hex) => Hex = hex;

    /// <summary>The 64 digits.</summary>
    public string Hex { get; }

    /// <summary>The digest of bytes in memory.</summary>
    public static Sha256Digest Of(ReadOnlySpan<byte> content) => FromHash(SHA256.HashData(content));

    /// <summary>Wraps a computed hash of 32 bytes.</summary>
    public static Sha256Digest FromHash(ReadOnlySpan<byte> hash) => hash.Length == SHA256.HashSizeInBytes
        ? new(Convert.ToHexStringLower(hash))
        : throw new ArgumentException($"a SHA-256 has 32 bytes, not {hash.Length}", nameof(hash));

    /// <summary>Parses, or says what is wrong.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Sha256Digest? digest, [NotNullWhen(false)] out string? error)
    {
        (digest, error) = (null, null);
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
            error = "a digest begins with 'sha256:'; compute it with sha256sum";
        else if (text.Length != Prefix.Length + 64)
            error = $"a digest has 64 hexadecimal digits after 'sha256:', not {text.Length - Prefix.Length}";
        else if (text.AsSpan(Prefix.Length).ContainsAnyExcept(Digits))
            error = "a digest has only the digits 0-9 and a-f (lower case) after 'sha256:'";
        else
            digest = new(text[Prefix.Length..]);
        return error is null;
    }

    /// <summary><c>sha256:…</c></summary>
    public override string ToString() => Prefix + Hex;
}
