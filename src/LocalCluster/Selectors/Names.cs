using System.Text.RegularExpressions;

namespace Modelwright.LocalCluster.Selectors;

/// <summary>The forms of names and labels (k8s.io/apimachinery/pkg/util/validation).</summary>
public static partial class Names
{
    /// <summary>What to say about a key that <see cref="IsQualifiedName"/> refuses.</summary>
    public const string QualifiedNameForm =
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    /// <summary>What to say about a value that <see cref="IsLabelValue"/> refuses.</summary>
    public const string LabelValueForm =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
        + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?'), at most 63 characters";

    /// <summary>What to say about a name that <see cref="IsSubdomain"/> refuses.</summary>
    public const string SubdomainForm =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'example.com', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    /// <summary>What to say about a name that <see cref="IsLabel"/> refuses.</summary>
    public const string LabelForm =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an "
        + "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    /// <summary>What to say about a name that <see cref="IsServiceName"/> refuses.</summary>
    public const string ServiceNameForm =
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an "
        + "alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

    /// <summary>RFC 1123 subdomain, at most 253 characters: most objects' names.</summary>
    public static bool IsSubdomain(string value) => value.Length is > 0 and <= 253 && Subdomain().IsMatch(value);

    /// <summary>RFC 1123 label, at most 63 characters: namespaces.</summary>
    public static bool IsLabel(string value) => value.Length is > 0 and <= 63 && Label().IsMatch(value);

    /// <summary>RFC 1035 label, at most 63 characters: Services.</summary>
    public static bool IsServiceName(string value) => value.Length is > 0 and <= 63 && ServiceName().IsMatch(value);

    /// <summary>A name that fits in one path segment: RBAC objects.</summary>
    public static bool IsPathSegment(string value) =>
        value.Length is > 0 and <= 253 && value is not ("." or "..") && value.AsSpan().IndexOfAny('/', '%') < 0;

    /// <summary>A label or annotation key: optional prefix and slash, then a name.</summary>
    public static bool IsQualifiedName(string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? value : value[(slash + 1)..];
        return (slash < 0 || IsSubdomain(value[..slash])) && name.Length is > 0 and <= 63 && QualifiedPart().IsMatch(name);
    }

    /// <summary>A label's value: empty, or at most 63 characters.</summary>
    public static bool IsLabelValue(string value) => value.Length == 0 || (value.Length <= 63 && QualifiedPart().IsMatch(value));

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Subdomain();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Label();

    [GeneratedRegex("^[a-z]([-a-z0-9]*[a-z0-9])?\\z", RegexOptions.NonBacktracking)]
    private static partial Regex ServiceName();

    [GeneratedRegex("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\\z", RegexOptions.NonBacktracking)]
    private static partial Regex QualifiedPart();
}
