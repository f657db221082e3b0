namespace Modelwright.Crds;

/// <summary>Regular expressions (RE2) that several fields share.</summary>
public static class Patterns
{
    /// <summary>A name that most Kubernetes objects may have (RFC 1123 subdomain).</summary>
    public const string Subdomain = @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /// <summary>A name that is also a DNS label and a label value (RFC 1123).</summary>
    public const string DnsLabel = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /// <summary>A host name as the Gateway API takes it; the first label may be <c>*</c>.</summary>
    public const string Hostname = @"^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /// <summary>A SHA-256 digest in lower-case hexadecimal.</summary>
    public const string Sha256 = "^sha256:[0-9a-f]{64}$";

    /// <summary>A decimal number, with an exponent where wanted.</summary>
    public const string Decimal = @"^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?$";

    /// <summary>A container image reference.</summary>
    public const string Image = @"^[a-zA-Z0-9][-a-zA-Z0-9._/:@]*$";

    /// <summary>A label's value.</summary>
    public const string LabelValue = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$";

    /// <summary>A label's key, with or without a prefix.</summary>
    public const string LabelKey = @"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";
}
