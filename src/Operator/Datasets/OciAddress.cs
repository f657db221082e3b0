namespace Modelwright.Operator.Datasets;

/// <summary>Where a registry has an artifact's manifest (OCI distribution specification, "Pulling manifests").</summary>
internal static class OciAddress
{
    /// <summary>The address; judged like any other, so that a reference cannot name a host that a URI may not.</summary>
    public static string Of(string reference)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return reference;
        var (registry, path) = (reference[..slash], reference[(slash + 1)..]);
        var end = path.IndexOf('@', StringComparison.Ordinal);
        var tag = path.IndexOf(':', StringComparison.Ordinal);
        var repository = tag >= 0 && (end < 0 || tag < end) ? path[..tag] : end >= 0 ? path[..end] : path;
        var name = end >= 0 ? path[(end + 1)..] : tag >= 0 ? path[(tag + 1)..] : "latest";
        return $"https://{registry}/v2/{repository}/manifests/{name}";
    }
}
