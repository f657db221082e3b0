using System.Diagnostics.CodeAnalysis;

namespace Modelwright.Artifacts;

/// <summary>
/// The address of a model's bytes, in canonical form. It can only be made by <see cref="TryParse(string?, out ArtifactUri?, out
/// string?)"/>, so holding one means that the rules were checked: no credentials, no traversal, no host that stands for the machine or
/// its metadata service. The name's addresses are checked again when they are connected to (<see cref="RefusedAddresses"/>).
/// </summary>
public sealed record ArtifactUri
{
    /// <summary>The longest accepted text, in characters.</summary>
    public const int MaxLength = 2048;

    internal ArtifactUri(ArtifactScheme scheme, string authority, string host, int? port, string path, string rawPath, string? query)
    {
        (Scheme, Authority, Host, Port, Path, RawPath, Query) = (scheme, authority, host, port, path, rawPath, query);
    }

    /// <summary>The kind of place.</summary>
    public ArtifactScheme Scheme { get; }

    /// <summary>Host with port, bucket or claim, as it stands in the text; empty for <c>file</c>.</summary>
    public string Authority { get; }

    /// <summary>The host in lower case (IPv6 without brackets), the bucket, or the claim's name; empty for <c>file</c>.</summary>
    public string Host { get; }

    /// <summary>The port, if the text names one.</summary>
    public int? Port { get; }

    /// <summary>The decoded path: absolute (<c>/a/b.onnx</c>) for https and file, relative (<c>a/b.onnx</c>) for s3, pvc and oci.</summary>
    public string Path { get; }

    /// <summary>
    /// Whether it names a folder: the text ends in <c>/</c>. <see cref="Path"/> does not; it is empty for a whole bucket or claim.
    /// </summary>
    public bool IsFolder => RawPath[^1] == '/';

    /// <summary>The last segment of <see cref="Path"/>; of an artifact in a registry without its tag and digest.</summary>
    public string FileName => Scheme == ArtifactScheme.Oci
        ? Path[(Path.LastIndexOf('/') + 1)..].Split(':', '@')[0]
        : Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The query without its question mark, or null. Only https has one.</summary>
    public string? Query { get; }

    private string RawPath { get; }

    /// <summary>Parses under <see cref="ArtifactUriRules.Strict"/>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ArtifactUri? uri, [NotNullWhen(false)] out string? error) =>
        TryParse(text, ArtifactUriRules.Strict, out uri, out error);

    /// <summary>
    /// Parses, or says in <paramref name="error"/> what is wrong and what to do about it. The error never repeats credentials.
    /// </summary>
    public static bool TryParse(
        string? text, ArtifactUriRules rules, [NotNullWhen(true)] out ArtifactUri? uri, [NotNullWhen(false)] out string? error)
    {
        try
        {
            (uri, error) = (ArtifactUriParser.Parse(text, rules), null);
            return true;
        }
        catch (RefusedUriException refusal)
        {
            (uri, error) = (null, refusal.Message);
            return false;
        }
    }

    /// <summary>
    /// The URI of a file below this folder, checked by the same rules; false with the reason when its name cannot stand in a URI.
    /// </summary>
    /// <param name="relativePath">Names between <c>/</c>, as they are (not encoded).</param>
    /// <param name="file">The file's URI.</param>
    /// <param name="error">What is wrong.</param>
    public bool TryFile(string relativePath, [NotNullWhen(true)] out ArtifactUri? file, [NotNullWhen(false)] out string? error)
    {
        if (!IsFolder) throw new InvalidOperationException($"{this} is not a folder");
        var rules = new ArtifactUriRules { AllowFile = true, AllowHttp = true, AllowLoopback = true };
        return TryParse($"{this}{string.Join('/', relativePath.Split('/').Select(Uri.EscapeDataString))}", rules, out file, out error);
    }

    /// <summary>The URI for an HTTP client; only for https and http.</summary>
    public Uri ToHttpUri() => Scheme is ArtifactScheme.Https or ArtifactScheme.Http
        ? new Uri(ToString(), UriKind.Absolute)
        : throw new InvalidOperationException($"{this} is not an HTTP address");

    /// <summary>The canonical text; parsing it gives an equal value.</summary>
    public override string ToString() =>
        $"{ArtifactUriParser.Name(Scheme)}://{Authority}{RawPath}{(Query is null ? "" : "?" + Query)}";
}
