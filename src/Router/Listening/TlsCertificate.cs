using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modelwright.Router.Listening;

/// <summary>Reads a certificate with its chain and private key, as a Secret of type <c>kubernetes.io/tls</c> has them.</summary>
public static class TlsCertificate
{
    /// <summary>How to answer a TLS handshake with the certificate: TLS 1.2 and 1.3, HTTP/2 preferred to HTTP/1.1 (RFC 7301).</summary>
    /// <param name="texts">The PEM texts of the certificates, the server's first, and of the private key.</param>
    /// <exception cref="FormatException">They cannot be read or do not belong together.</exception>
    public static SslServerAuthenticationOptions Read(IReadOnlyList<string> texts)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPem(texts[0], texts[1]);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(texts[0]);
            return new SslServerAuthenticationOptions
            {
                // Nothing is fetched to complete the chain: what clients need beyond their own roots is to be in the file.
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
                ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            };
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new FormatException($"not a PEM certificate with its PEM private key: {e.Message}", e);
        }
    }
}
