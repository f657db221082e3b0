using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Modelwright.LocalCluster.Node;

/// <summary>
/// What stands for the digest of an image here: SHA-256 over its name, entry point, arguments and environment, where a file counts by its
/// name and content, and a .NET program by all assemblies beside it. The same programs have the same digest on every machine and in every
/// folder; another build has another. Each is computed once, when it is first asked for.
/// </summary>
internal sealed class ImageDigests(IReadOnlyDictionary<string, LocalImage> images)
{
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary><c>REPOSITORY@sha256:HEX</c>, or an empty text for an image that is not there.</summary>
    public string ImageId(string name)
    {
        if (!images.TryGetValue(name, out var image)) return "";
        return $"{Repository(name)}@{known.GetOrAdd(name, _ => Digest(name, image))}";
    }

    internal static string Digest(string name, LocalImage image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Text(hash, "name", name);
        foreach (var word in image.Entrypoint) Word(hash, word);
        foreach (var word in image.Arguments) Text(hash, "argument", word);
        foreach (var (key, value) in image.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Text(hash, key, value);
        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private static string Repository(string name)
    {
        if (name.IndexOf('@', StringComparison.Ordinal) is > 0 and var at) name = name[..at];
        var tag = name.LastIndexOf(':');
        return tag > name.LastIndexOf('/') ? name[..tag] : name;
    }

    private static void Word(IncrementalHash hash, string word)
    {
        if (!Path.IsPathRooted(word) || !File.Exists(word))
        {
            Text(hash, "word", word);
            return;
        }

        var beside = word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? Directory.GetFiles(Path.GetDirectoryName(word)!, "*.dll") : [];
        foreach (var file in beside.Append(word).Distinct().Order(StringComparer.Ordinal)) Content(hash, file);
    }

    private static void Content(IncrementalHash hash, string file)
    {
        Text(hash, "file", Path.GetFileName(file));
        using var stream = File.OpenRead(file);
        hash.AppendData(SHA256.HashData(stream));
    }

    // With lengths, so that no two lists of texts make the same bytes.
    private static void Text(IncrementalHash hash, string kind, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(Encoding.ASCII.GetBytes($"{kind} {bytes.Length}\n"));
        hash.AppendData(bytes);
    }
}
