using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Modelwright.Artifacts;

/// <summary>A reference to an artifact of a registry: <c>registry/repository:tag</c> or <c>registry/repository@sha256:…</c>.</summary>
/// <param name="Registry">The host, with its port where it is not 443.</param>
/// <param name="Repository">The repository's path.</param>
/// <param name="Tag">The tag; null with a digest.</param>
/// <param name="Digest">The manifest's digest, where the reference has it.</param>
public sealed partial record OciReference(string Registry, string Repository, string? Tag, Sha256Digest? Digest)
{
    /// <summary>The manifest's name in a registry's addresses.</summary>
    public string Name => Digest?.ToString() ?? Tag!;

    /// <summary>Parses, or says what is wrong. Whether the registry may be asked is a matter of <see cref="ArtifactUri"/>.</summary>
    /// <param name="text">The reference, without <c>oci://</c>.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out OciReference? reference, [NotNullWhen(false)] out string? error)
    {
        (reference, error) = (null, null);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (path, digest) = Split(slash < 0 ? "" : text[(slash + 1)..], '@');
        var (repository, tag) = Split(path, ':');
        Sha256Digest? wanted = null;
        if (slash <= 0 || !Repositories().IsMatch(repository))
            error = "it must name a registry and a repository, as in registry.example.com/data/birds:v1, in lower case";
        else if (tag is null && digest is null) error = "it has neither a tag nor a digest; write :TAG or @sha256:DIGEST at its end";
        else if (tag is not null && !Tags().IsMatch(tag)) error = "its tag must have at most 128 letters, digits, '_', '-' and '.'";
        else if (digest is null || Sha256Digest.TryParse(digest, out wanted, out error))
            reference = new(text[..slash], repository, wanted is null ? tag : null, wanted);
        return reference is not null;
    }

    /// <inheritdoc />
    public override string ToString() => $"oci://{Registry}/{Repository}{(Digest is null ? ":" : "@")}{Name}";

    private static (string Before, string? After) Split(string text, char separator)
    {
        var place = text.IndexOf(separator, StringComparison.Ordinal);
        return place < 0 ? (text, null) : (text[..place], text[(place + 1)..]);
    }

    // As in the distribution specification, "Pull".
    [GeneratedRegex(@"\A[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Repositories();

    [GeneratedRegex(@"\A[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();
}
