using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modelwright.Operator.Tracking;

/// <summary>
/// The authorities that an MLflow server's certificate is trusted by: those of a PEM file, which is read anew for every connection, so that
/// it can be replaced at any time.
/// </summary>
public sealed class MlflowAuthorities(string file)
{
    /// <summary>Whether a server is the one that it says it is.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        using var server = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(file);
            using var own = new X509Chain();
            own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            own.ChainPolicy.CustomTrustStore.AddRange(roots);
            foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
                own.ChainPolicy.ExtraStore.Add(element.Certificate);
            return own.Build(server);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
        finally
        {
            foreach (var root in roots) root.Dispose();
        }
    }
}
