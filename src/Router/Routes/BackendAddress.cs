using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Modelwright.Router.Routes;

/// <summary>
/// The addresses that a route may send requests to: <c>http://host:port</c> of a Service, and nothing that a URL could hide.
/// Loopback is allowed because the embedded cluster's Services live there; link-local is not, because clouds keep credentials there.
/// </summary>
public static class BackendAddress
{
    private const string Scheme = "http://";
    private static readonly SearchValues<char> MoreThanAuthority = SearchValues.Create("/?#\\@%");

    /// <summary>What is wrong with an address, or null.</summary>
    public static string? Problem(string? address)
    {
        if (address is null || !address.StartsWith(Scheme, StringComparison.Ordinal)) return "does not start with http://";
        if (address.Length > 300) return "is longer than 300 characters";
        var authority = address[Scheme.Length..].TrimEnd('/');
        if (address.Length > Scheme.Length + authority.Length + 1 || authority.AsSpan().ContainsAny(MoreThanAuthority))
            return "has more than host and port (user, path, query and fragment are not allowed)";

        var colon = authority.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port == 0)
            return "has no port from 1 to 65535";
        var host = authority[..colon];
        if (host.StartsWith('['))
            return host.EndsWith(']') && IPAddress.TryParse(host[1..^1], out var v6) && v6.AddressFamily == AddressFamily.InterNetworkV6
                ? AddressProblem(v6)
                : "has no valid IPv6 address in its brackets";
        if (!Names.IsHost(host) || host.Contains(':')) return "has a host that is neither a DNS name nor an IP address";
        // A name whose last label is a number is an address to every resolver, in one of many notations; only the plain one is allowed.
        if (!char.IsAsciiDigit(host[host.LastIndexOf('.') + 1])) return null;
        return IPAddress.TryParse(host, out var v4) && v4.ToString() == host
            ? AddressProblem(v4)
            : "has a host that looks like an IPv4 address but is not a plain one";
    }

    private static string? AddressProblem(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) return "is the unspecified address";
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal ? "is link-local" : address.IsIPv6Multicast ? "is a multicast address" : null;
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return bytes[0] switch
        {
            0 => "is in 0.0.0.0/8",
            169 when bytes[1] == 254 => "is link-local",
            >= 224 => "is a multicast or reserved address",
            _ => null,
        };
    }
}
