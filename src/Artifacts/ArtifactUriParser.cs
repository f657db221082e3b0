namespace Modelwright.Artifacts;

/// <summary>
/// Splits a URI by RFC 3986's generic syntax without repairing anything: <see cref="Uri"/> normalises (dot segments, octal addresses,
/// backslashes), and what is normalised differently by two programs is how such checks are passed by.
/// </summary>
internal static class ArtifactUriParser
{
    private const string Forbidden = "\"<>^`{|}";

    public static string Name(ArtifactScheme scheme) => scheme switch
    {
        ArtifactScheme.Https => "https",
        ArtifactScheme.Http => "http",
        ArtifactScheme.S3 => "s3",
        ArtifactScheme.Pvc => "pvc",
        ArtifactScheme.Oci => "oci",
        _ => "file",
    };

    public static ArtifactUri Parse(string? text, ArtifactUriRules rules)
    {
        CheckCharacters(text);
        var (scheme, rest) = SplitScheme(text!, rules);
        var end = rest.AsSpan().IndexOfAny('/', '?');
        var authority = end < 0 ? rest : rest[..end];
        var tail = end < 0 ? "" : rest[end..];
        if (authority.Contains('@'))
            throw new RefusedUriException(
                "it holds a user name or password (before '@'); remove them and name a Secret in credentials.secretName");
        var question = tail.IndexOf('?', StringComparison.Ordinal);
        var rawPath = question < 0 ? tail : tail[..question];
        var query = question < 0 ? null : tail[(question + 1)..];
        if (scheme == ArtifactScheme.Oci) return Registry(authority, rawPath, query, rules);
        var path = PathRules.Decode(rawPath, Name(scheme),
            rules.AllowFolder && scheme is not (ArtifactScheme.Https or ArtifactScheme.Http));
        return scheme switch
        {
            ArtifactScheme.Https or ArtifactScheme.Http => Web(scheme, authority, path, rawPath, query, rules),
            ArtifactScheme.S3 => Stored(scheme, NameRules.Bucket(authority), path, rawPath, query),
            ArtifactScheme.Pvc => Stored(scheme, NameRules.Claim(authority), path, rawPath, query),
            _ => Local(authority, path, rawPath, query),
        };
    }

    private static void CheckCharacters(string? text)
    {
        if (string.IsNullOrEmpty(text)) throw new RefusedUriException("it is empty; write for example s3://bucket/model.onnx");
        if (text.Length > ArtifactUri.MaxLength)
            throw new RefusedUriException($"it has {text.Length} characters; at most {ArtifactUri.MaxLength} are allowed");
        foreach (var c in text)
        {
            if (c is < '!' or > '~')
                throw new RefusedUriException($"it contains the character U+{(int)c:X4}; percent-encode it (a space is %20)");
            if (c == '\\') throw new RefusedUriException("it contains a backslash; separate folders with '/'");
            if (c == '#') throw new RefusedUriException("it contains a fragment ('#…'); remove it, or write %23 for a '#' in a name");
            if (Forbidden.Contains(c)) throw new RefusedUriException($"it contains '{c}'; percent-encode it as %{(int)c:X2}");
        }
    }

    private static (ArtifactScheme Scheme, string Remainder) SplitScheme(string text, ArtifactUriRules rules)
    {
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        var name = separator < 0 ? "" : text[..separator];
        var allowed = rules.AllowFile ? "https://, s3://, pvc://, oci:// or file:///" : "https://, s3://, pvc:// or oci://";
        ArtifactScheme? scheme = name switch
        {
            "https" => ArtifactScheme.Https,
            "http" => ArtifactScheme.Http,
            "s3" => ArtifactScheme.S3,
            "pvc" => ArtifactScheme.Pvc,
            "oci" => ArtifactScheme.Oci,
            "file" => ArtifactScheme.File,
            _ => null,
        };
        if (scheme is null)
            throw new RefusedUriException($"it does not begin with a scheme that is supported; write {allowed} in lower case");
        if (scheme == ArtifactScheme.Http && !rules.AllowHttp)
            throw new RefusedUriException("http:// is not encrypted; use https://, s3://, pvc:// or oci://");
        if (scheme == ArtifactScheme.File && !rules.AllowFile)
            throw new RefusedUriException("file:// works only in the embedded cluster; use https://, s3://, pvc:// or oci://");
        return (scheme.Value, text[(separator + 3)..]);
    }

    private static ArtifactUri Web(
        ArtifactScheme scheme, string authority, string path, string rawPath, string? query, ArtifactUriRules rules)
    {
        var (host, port) = HostRules.Check(authority, scheme, rules);
        QueryRules.Check(query);
        return new(scheme, authority.ToLowerInvariant(), host, port, path, rawPath, query);
    }

    // A repository, tag and digest have no encoding, so what stands there is what is meant.
    private static ArtifactUri Registry(string authority, string rawPath, string? query, ArtifactUriRules rules)
    {
        var (host, port) = HostRules.Check(authority, ArtifactScheme.Oci, rules);
        QueryRules.None(query, Name(ArtifactScheme.Oci));
        var lower = authority.ToLowerInvariant();
        return OciReference.TryParse(lower + rawPath, out _, out var error)
            ? new(ArtifactScheme.Oci, lower, host, port, rawPath[1..], rawPath, null)
            : throw new RefusedUriException(error);
    }

    private static ArtifactUri Stored(ArtifactScheme scheme, string name, string path, string rawPath, string? query)
    {
        QueryRules.None(query, Name(scheme));
        return new(scheme, name, name, null, path[1..], rawPath, null);
    }

    private static ArtifactUri Local(string authority, string path, string rawPath, string? query)
    {
        if (authority.Length > 0)
            throw new RefusedUriException("a file URI names no host; write file:/// and then the absolute path");
        QueryRules.None(query, "file");
        return new(ArtifactScheme.File, "", "", null, path, rawPath, null);
    }
}
