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

    /// <summary>The image of a reference, by its name or by <c>REPOSITORY@sha256:HEX</c>; null where there is none.</summary>
    public LocalImage? Find(string reference) => Name(reference) is { } name ? images[name] : null;

    /// <summary><c>REPOSITORY@sha256:HEX</c>, or an empty text for an image that is not there.</summary>
    public string ImageId(string reference) => Name(reference) is { } name ? $"{Repository(name)}@{DigestOf(name)}" : "";

    /// <summary>What there is instead of an image that is not there: of a reference by digest the builds of that repository.</summary>
    public IEnumerable<string> Others(string reference)
    {
        List<string> builds = reference.Contains('@', StringComparison.Ordinal)
            ? [.. images.Keys.Where(name => Repository(name) == Repository(reference)).Select(ImageId)] : [];
        return builds.Count > 0 ? builds.Order(StringComparer.Ordinal) : images.Keys.Order(StringComparer.Ordinal);
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

    private string? Name(string reference)
    {
        if (images.ContainsKey(reference)) return reference;
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? null : images.Keys.FirstOrDefault(name =>
            Repository(name) == Repository(reference) && DigestOf(name) == reference[(at + 1)..]);
    }

    private string DigestOf(string name) => known.GetOrAdd(name, found => Digest(found, images[found]));

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
