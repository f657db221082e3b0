using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Modelwright.Artifacts;

/// <summary>A host of an https URI: a DNS name or a plain address, never a spelling that two programs read differently.</summary>
internal static partial class HostRules
{
    /// <summary>Ports of Kubernetes' own components and the container runtime, which answer HTTPS but never hold a model.</summary>
    private static readonly int[] RefusedPorts = [2375, 2376, 2379, 2380, 6443, 10248, 10249, 10250, 10255, 10256, 10257, 10259, 65535];

    /// <summary>Names that clouds give their metadata services.</summary>
    private static readonly string[] MetadataNames =
        ["metadata", "metadata.google.internal", "metadata.goog", "metadata.azure.internal", "instance-data"];

    public static (string Host, int? Port) Check(string authority, ArtifactScheme scheme, ArtifactUriRules rules)
    {
        var (text, portText) = Split(authority);
        var port = Port(portText, scheme);
        if (text.Length == 0) throw new RefusedUriException("it names no host; write https://host/folder/model.onnx");
        if (text[0] == '[') return (Version6(text, rules), port);
        if (text.Contains('%')) throw new RefusedUriException("its host is percent-encoded; write the host's name plainly");
        var host = text.ToLowerInvariant();
        if (host[^1] == '.') throw new RefusedUriException("its host ends in a dot; remove the dot");
        return (LooksNumeric(host) ? Version4(host, rules) : Name(host, rules), port);
    }

    private static (string Host, string? Port) Split(string authority)
    {
        var close = authority.StartsWith('[') ? authority.IndexOf(']', StringComparison.Ordinal) : -1;
        if (authority.StartsWith('[') && close < 0) throw new RefusedUriException("its IPv6 address has no closing ']'");
        var colon = authority.IndexOf(':', close < 0 ? 0 : close);
        if (close >= 0 && close != authority.Length - 1 && colon != close + 1)
            throw new RefusedUriException("there is text after the ']' of its IPv6 address");
        return colon < 0 ? (authority, null) : (authority[..colon], authority[(colon + 1)..]);
    }

    private static int? Port(string? text, ArtifactScheme scheme)
    {
        if (text is null) return null;
        if (!PortPattern().IsMatch(text) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port > 65535)
            throw new RefusedUriException("its port is not a number from 1 to 65535");
        var standard = scheme == ArtifactScheme.Http ? 80 : 443;
        if ((port < 1024 && port != standard) || RefusedPorts.Contains(port))
            throw new RefusedUriException(
                $"port {port} belongs to another service; use {standard} or a port from 1024 on that serves files");
        return port;
    }

    /// <summary>
    /// As in the WHATWG URL standard, a host whose last label is a number (also 0x…) is an IPv4 address in some spelling.
    /// </summary>
    private static bool LooksNumeric(string host) => NumberPattern().IsMatch(host[(host.LastIndexOf('.') + 1)..]);

    private static string Version4(string host, ArtifactUriRules rules)
    {
        if (!DottedQuad().IsMatch(host) || !IPAddress.TryParse(host, out var address))
            throw new RefusedUriException(
                "its host is an IPv4 address in an unusual spelling; write four decimal numbers without leading zeros");
        return Accept(host, address, rules);
    }

    private static string Version6(string text, ArtifactUriRules rules)
    {
        var inner = text[1..^1];
        if (inner.Contains('%') || !IPAddress.TryParse(inner, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            throw new RefusedUriException("the address in '[…]' is not an IPv6 address (without a zone)");
        return Accept(address.ToString(), address, rules);
    }

    private static string Accept(string host, IPAddress address, ArtifactUriRules rules) =>
        RefusedAddresses.Reason(address, rules) is { } reason
            ? throw new RefusedUriException($"its host {reason}; name the host that stores the model")
            : host;

    private static string Name(string host, ArtifactUriRules rules)
    {
        if (host.Length > 253 || !NamePattern().IsMatch(host))
            throw new RefusedUriException(
                "its host is not a DNS name (letters, digits and '-' between dots, each part at most 63 characters)");
        var local = host is "localhost" or "localhost.localdomain" or "ip6-localhost" or "ip6-loopback"
            || host.EndsWith(".localhost", StringComparison.Ordinal);
        if (local && !rules.AllowLoopback)
            throw new RefusedUriException("its host is this machine (loopback); name the host that stores the model");
        if (MetadataNames.Contains(host))
            throw new RefusedUriException("its host is a cloud's metadata service; name the host that stores the model");
        return host;
    }

    [GeneratedRegex(@"\A[1-9][0-9]{0,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PortPattern();

    [GeneratedRegex(@"\A([0-9]+|0x[0-9a-f]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DottedQuad();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
