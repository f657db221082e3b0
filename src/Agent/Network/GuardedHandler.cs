using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Network;

/// <summary>
/// Makes HTTP handlers that connect only to addresses a model may come from. The check is made on the addresses that are then connected
/// to, so a name that resolves differently the second time (DNS rebinding) gains nothing. No redirects, proxies, cookies or decompression.
/// </summary>
internal static class GuardedHandler
{
    public static SocketsHttpHandler Create(ArtifactUriRules rules, FetchPolicy policy, NetworkOptions network) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = policy.ConnectTimeout,
        MaxResponseHeadersLength = 64,
        ConnectCallback = async (context, cancellation) =>
            new NetworkStream(await ConnectAsync(context.DnsEndPoint, rules, network, cancellation), ownsSocket: true),
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trust(network.TrustedRoots) },
    };

    private static async Task<Socket> ConnectAsync(
        DnsEndPoint target, ArtifactUriRules rules, NetworkOptions network, CancellationToken cancellation)
    {
        var addresses = await ResolveAsync(target.Host, network, cancellation);
        foreach (var address in addresses)
            if (RefusedAddresses.Reason(address, rules) is { } reason)
                throw new FetchException(FetchReason.InvalidUri, $"the host '{target.Host}' resolves to {address}, which {reason}");
        return await network.Connect(addresses, target.Port, cancellation);
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, NetworkOptions network, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        var addresses = await network.Resolve(host, cancellation);
        return addresses.Length > 0 ? addresses : throw FetchException.Transient($"the host '{host}' has no address");
    }

    private static X509ChainPolicy? Trust(X509Certificate2Collection? roots)
    {
        if (roots is null) return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
