using System.Security.Cryptography;
using System.Text;

namespace Modelwright.Router.Access;

/// <summary>
/// The tokens that clients may use. Only their SHA-256 digests are known here, so that who reads the file has no token; a token must
/// therefore be random, as a digest does not protect a password.
/// </summary>
public sealed class ClientTokens
{
    /// <summary>How many tokens there may be; each is compared for each request.</summary>
    public const int MaxTokens = 1_000;

    private const string Prefix = "sha256:";
    private readonly byte[] digests;

    private ClientTokens(byte[] digests) => this.digests = digests;

    /// <summary>
    /// Reads lines of 64 hex digits, optionally after <c>sha256:</c> and before white space and a name; what <c>sha256sum</c> prints is of
    /// that form. Empty lines and those that begin with # do not count.
    /// </summary>
    /// <exception cref="FormatException">A line is something else, or there are too many.</exception>
    public static ClientTokens Read(string text)
    {
        var digests = new List<byte[]>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var entry = line.Trim();
            if (entry.Length == 0 || entry[0] == '#') continue;
            var digest = entry.Split((char[])[' ', '\t'], 2)[0];
            if (digest.StartsWith(Prefix, StringComparison.Ordinal)) digest = digest[Prefix.Length..];
            if (digest.Length != 2 * SHA256.HashSizeInBytes || !digest.All(char.IsAsciiHexDigit))
                // Not shown: it may be the token itself.
                throw new FormatException($"line {number} does not begin with a SHA-256 digest (64 hex digits)");
            digests.Add(Convert.FromHexString(digest));
            if (digests.Count > MaxTokens) throw new FormatException($"more than {MaxTokens} tokens");
        }

        return new ClientTokens([.. digests.SelectMany(d => d)]);
    }

    /// <summary>Whether the token is one of them. How long that takes tells nothing: every digest is compared whole.</summary>
    public bool Accept(ReadOnlySpan<char> token)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var bytes = new byte[Encoding.UTF8.GetByteCount(token)];
        Encoding.UTF8.GetBytes(token, bytes);
        SHA256.HashData(bytes, digest);
        var accepted = false;
        for (var at = 0; at < digests.Length; at += digest.Length)
            accepted |= CryptographicOperations.FixedTimeEquals(digests.AsSpan(at, digest.Length), digest);
        return accepted;
    }
}
