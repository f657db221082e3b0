using System.Security.Cryptography;

namespace Modelwright.Tokens;

/// <summary>The public keys whose signatures count: one, or several while a key is being replaced.</summary>
public sealed class PublicKeys : IDisposable
{
    private const int MaxKeys = 4;
    private readonly List<ECDsa> keys = [];

    private PublicKeys()
    {
    }

    /// <summary>Reads every <c>PUBLIC KEY</c> block of a PEM text; anything else in it is an error.</summary>
    /// <exception cref="FormatException">There is no key, too many, one that is not P-256, or a private one.</exception>
    public static PublicKeys Parse(string pem)
    {
        var result = new PublicKeys();
        try
        {
            var rest = pem.AsSpan();
            while (PemEncoding.TryFind(rest, out var fields))
            {
                var label = rest[fields.Label];
                if (label is not "PUBLIC KEY")
                    throw new FormatException(
                        $"the operator's key holds a PEM block '{label}'; expected PUBLIC KEY (only the operator holds a private key)");
                if (result.keys.Count == MaxKeys) throw new FormatException($"more than {MaxKeys} public keys");
                var key = ECDsa.Create();
                result.keys.Add(key);
                key.ImportFromPem(rest[fields.Location]);
                // Platforms fill in the number or the name of a curve.
                var curve = key.ExportParameters(includePrivateParameters: false).Curve.Oid;
                if (curve.Value != ECCurve.NamedCurves.nistP256.Oid.Value
                    && curve.FriendlyName != ECCurve.NamedCurves.nistP256.Oid.FriendlyName)
                    throw new FormatException("the operator's public key is not on curve P-256, which ES256 needs");
                rest = rest[fields.Location.End..];
            }

            return result.keys.Count > 0 ? result : throw new FormatException("no PEM block PUBLIC KEY in the operator's public key");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            result.Dispose();
            throw new FormatException($"the operator's public key cannot be read: {e.Message}", e);
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>Whether one of the keys made this ES256 signature (64 bytes, r and s; RFC 7518 section 3.4).</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        foreach (var key in keys)
            lock (key)
                if (key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))
                    return true;
        return false;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var key in keys) key.Dispose();
    }
}
