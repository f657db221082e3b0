using System.Net;
using System.Net.Sockets;

namespace Modelwright.Artifacts;

/// <summary>
/// Addresses that no model comes from: this machine, its link, and the clouds' metadata services. A program that connects checks each
/// address that a name resolved to, because a name can point anywhere. Private networks are not refused: in-cluster stores live there.
/// </summary>
public static class RefusedAddresses
{
    private static readonly (IPNetwork Network, string Reason)[] Refused =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "is the unspecified address"),
        (IPNetwork.Parse("169.254.0.0/16"), "is a link-local address (metadata services live there)"),
        (IPNetwork.Parse("100.100.100.200/32"), "is a cloud's metadata service"),
        (IPNetwork.Parse("192.0.0.0/24"), "is a cloud's metadata service"),
        (IPNetwork.Parse("168.63.129.16/32"), "is a cloud's metadata service"),
        (IPNetwork.Parse("224.0.0.0/4"), "is a multicast address"),
        (IPNetwork.Parse("240.0.0.0/4"), "is a reserved or broadcast address"),
        (IPNetwork.Parse("::/128"), "is the unspecified address"),
        (IPNetwork.Parse("fe80::/10"), "is a link-local address"),
        (IPNetwork.Parse("fec0::/10"), "is a site-local address"),
        (IPNetwork.Parse("fd00:ec2::/32"), "is a cloud's metadata service"),
        (IPNetwork.Parse("fd20:ce::/32"), "is a cloud's metadata service"),
        (IPNetwork.Parse("ff00::/8"), "is a multicast address"),
        (IPNetwork.Parse("2001::/32"), "is a Teredo tunnel"),
    ];

    /// <summary>Why a connection to the address is refused, as the end of a sentence ("is a link-local address"), or null.</summary>
    public static string? Reason(IPAddress address, ArtifactUriRules rules)
    {
        var effective = Embedded(address);
        if (IPAddress.IsLoopback(effective)) return rules.AllowLoopback ? null : "is a loopback address (this machine)";
        foreach (var (network, reason) in Refused)
            if (network.BaseAddress.AddressFamily == effective.AddressFamily && network.Contains(effective))
                return reason;
        return null;
    }

    /// <summary>
    /// The IPv4 address that an IPv6 address stands for (mapped, compatible, NAT64 of RFC 6052, 6to4 of RFC 3056), else the address
    /// itself.
    /// </summary>
    private static IPAddress Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes[0] == 0x20 && bytes[1] == 0x02) return new IPAddress(bytes.AsSpan(2, 4));
        if (bytes is [0x00, 0x64, 0xff, 0x9b, ..]) return new IPAddress(bytes.AsSpan(12, 4));
        var compatible = bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && bytes.AsSpan(12, 3).IndexOfAnyExcept((byte)0) >= 0;
        return compatible ? new IPAddress(bytes.AsSpan(12, 4)) : address;
    }
}
