using System.Security.Cryptography;
using System.Text;

namespace Modelwright.Operator.Routers;

/// <summary>The key pair that the operator proves itself to routers with: ECDSA on P-256, as the JWT algorithm ES256 wants it.</summary>
public sealed class RouterKey : IDisposable
{
    private const int MaxFileBytes = 16 * 1024;
    private readonly ECDsa key;

    private RouterKey(ECDsa key) => this.key = key;

    /// <summary>The public key as PEM, for the routers.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

    /// <summary>A key that ends with this object; routers are replaced when it does.</summary>
    public static RouterKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>A key whose number is known, for worlds that must come out the same each time.</summary>
    public static RouterKey From(ECParameters parameters) => new(ECDsa.Create(parameters));

    /// <summary>Reads the PEM file of a private key.</summary>
    public static RouterKey Load(string path)
    {
        if (new FileInfo(path).Length > MaxFileBytes)
            throw new InvalidDataException($"--router-key {path}: it is larger than a PEM key ({MaxFileBytes} bytes)");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            var parameters = key.ExportParameters(includePrivateParameters: true);
            if (parameters.Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
                throw new CryptographicException("the curve is not P-256");
            return new(key);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException(
                $"--router-key {path}: it is not a P-256 private key in PEM ({error.Message}); "
                + "make one with: openssl ecparam -genkey -name prime256v1 -noout", error);
        }
    }

    /// <summary>Reads the file, or makes it (readable by this user only) where there is none.</summary>
    public static RouterKey LoadOrCreate(string path)
    {
        if (File.Exists(path)) return Load(path);
        var made = Create();
        var draft = path + ".tmp";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(made.key.ExportPkcs8PrivateKeyPem()));
            file.Flush(flushToDisk: true);
        }

        // By rename: a crash leaves a whole key or none.
        File.Move(draft, path);
        return made;
    }

    /// <summary>Signs as RFC 7518, section 3.4 says: R and S side by side.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) =>
        key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <inheritdoc />
    public void Dispose() => key.Dispose();
}
