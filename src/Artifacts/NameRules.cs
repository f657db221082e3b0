using System.Text.RegularExpressions;

namespace Modelwright.Artifacts;

/// <summary>Names of buckets and claims.</summary>
internal static partial class NameRules
{
    /// <summary>
    /// Amazon S3's rules for general purpose buckets ("Bucket naming rules" of its user guide), which other stores follow.
    /// </summary>
    public static string Bucket(string name)
    {
        if (!BucketPattern().IsMatch(name) || name.Contains("..", StringComparison.Ordinal) || FourNumbers().IsMatch(name))
            throw new RefusedUriException(
                "its bucket name is not valid; a bucket has 3 to 63 lower-case letters, digits, '-' and '.', and is not an IP address");
        return name;
    }

    /// <summary>The name of a PersistentVolumeClaim: a DNS-1123 subdomain.</summary>
    public static string Claim(string name)
    {
        if (name.Length > 253 || !ClaimPattern().IsMatch(name))
            throw new RefusedUriException(
                "its claim name is not valid; write pvc://NAME/PATH with the name of a PersistentVolumeClaim of the same namespace");
        return name;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketPattern();

    [GeneratedRegex(@"\A[0-9]+(\.[0-9]+){3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FourNumbers();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClaimPattern();
}
