using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Modelwright.Artifacts;

/// <summary>
/// The digest of a folder: the SHA-256 over one line <c>path NUL size NUL sha256 LF</c> per file, in the order of the paths' UTF-8 bytes.
/// A path is relative, with <c>/</c> between names; the size is decimal bytes; the sha256 is 64 lower-case hexadecimal digits. Empty
/// folders, times and modes do not count. The same from a shell, inside the folder:
/// <code>
/// find . -type f -printf '%P\n' | LC_ALL=C sort |
///   while read -r f; do printf '%s\0%s\0%s\n' "$f" "$(stat -c %s "$f")" "$(sha256sum &lt; "$f" | cut -c 1-64)"; done | sha256sum
/// </code>
/// </summary>
public sealed class FolderDigest
{
    private readonly SortedDictionary<byte[], string> lines = new(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));

    /// <summary>How many files were added.</summary>
    public int Files => lines.Count;

    /// <summary>How many bytes they have.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds a file; the order does not matter.</summary>
    /// <exception cref="ArgumentException">The path was added before, or has a NUL or line feed.</exception>
    public void Add(string path, long bytes, Sha256Digest digest)
    {
        if (path.AsSpan().ContainsAny('\0', '\n')) throw new ArgumentException($"the name '{path}' has a NUL or line feed", nameof(path));
        lines.Add(Encoding.UTF8.GetBytes(path), string.Create(CultureInfo.InvariantCulture, $"\0{bytes}\0{digest.Hex}\n"));
        Bytes += bytes;
    }

    /// <summary>The digest of what was added so far.</summary>
    public Sha256Digest Compute()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, rest) in lines)
        {
            hash.AppendData(path);
            hash.AppendData(Encoding.ASCII.GetBytes(rest));
        }

        return Sha256Digest.FromHash(hash.GetHashAndReset());
    }
}
