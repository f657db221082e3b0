using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Containers;
using Modelwright.Crds.Values;

namespace Modelwright.Operator.Specs;

/// <summary>
/// Rules over several fields, and over the keys of maps, that the CRDs have in CEL: the same for objects that a server without CEL took, or
/// that were stored before a rule existed.
/// </summary>
internal static class FieldRules
{
    /// <summary>The first broken rule of an artifact. What a URI may be is the parser's business.</summary>
    public static string? Check(FileReference artifact, string path) => Check(artifact.Uri, artifact.Credentials, path);

    /// <summary>The first broken rule of a place that is read with credentials.</summary>
    public static string? Check(string uri, ArtifactCredentials? credentials, string path) =>
        credentials is not null
        && !((string[])["https://", "s3://", "oci://"]).Any(scheme => uri.StartsWith(scheme, StringComparison.Ordinal))
            ? $"{path}.credentials: they are used with https://, s3:// and oci:// only; remove them"
            : null;

    /// <summary>The first broken rule of a folder. What a URI may be is the parser's business.</summary>
    public static string? Check(ArtifactFolder? folder, string path) =>
        folder?.Credentials is not null && !folder.Uri.StartsWith("s3://", StringComparison.Ordinal)
            ? $"{path}.credentials: they are used with s3:// only; remove them"
            : null;

    /// <summary>A name that other objects' names and label values are made from.</summary>
    public static string? Name(string name, int length, string because) =>
        name.Length <= length && SpecValidator.Matches(Patterns.DnsLabel, name) ? null
            : $"metadata.name: '{name}' must be a DNS label (a-z, 0-9, '-') of at most {length} characters, because {because}";

    /// <summary>The first name that stands twice in a list whose items are told apart by it.</summary>
    public static string? Twice(IEnumerable<string>? names, string path) =>
        names?.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"{path}: the name '{twice.Key}' stands there twice; give each its own"
            : null;

    /// <summary>The first broken rule of requests and limits.</summary>
    public static string? Check(ResourceAmounts? amounts, string path)
    {
        if (amounts is null) return null;
        if (Keys(amounts.Requests, 253, $"{path}.requests") is { } request) return request;
        if (Keys(amounts.Limits, 253, $"{path}.limits") is { } limit) return limit;
        foreach (var (name, amount) in amounts.Requests ?? new Dictionary<string, Quantity>())
            if (amounts.Limits?.TryGetValue(name, out var most) == true && Number(amount) > Number(most))
                return $"{path}.requests.{name}: {amount} is above the limit {most}";
        return null;
    }

    /// <summary>The first broken rule of a toleration.</summary>
    public static string? Check(Toleration toleration, string path)
    {
        var exists = toleration.Operator == TolerationOperator.Exists;
        if (toleration.Key is null && !exists) return $"{path}: a toleration without a key needs operator: Exists";
        if (toleration.Value is not null && exists) return $"{path}.value: a toleration with operator: Exists has no value; remove it";
        return toleration.TolerationSeconds is not null && toleration.Effect != TaintEffect.NoExecute
            ? $"{path}.tolerationSeconds: it needs effect: NoExecute"
            : null;
    }

    /// <summary>The first key that is not written as a label's.</summary>
    public static string? Keys<T>(IReadOnlyDictionary<string, T>? map, int length, string path) =>
        map?.Keys.FirstOrDefault(key => key.Length > length || !SpecValidator.Matches(Patterns.LabelKey, key)) is { } key
            ? $"{path}: '{key}' is not written as disktype or topology.kubernetes.io/zone"
            : null;

    /// <summary>The first key that does not match a pattern of the API.</summary>
    public static string? Names<T>(IReadOnlyDictionary<string, T>? map, string pattern, string path) =>
        map?.Keys.FirstOrDefault(key => !SpecValidator.Matches(pattern, key)) is { } key
            ? $"{path}: the name '{key}' does not match {pattern}"
            : null;

    private static decimal Number(Quantity quantity) => new ResourceQuantity(quantity.Text).ToDecimal();
}
