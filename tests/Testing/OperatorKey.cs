using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Modelwright.Testing;

/// <summary>A key pair as the operator holds it, and tokens signed with it.</summary>
public sealed class OperatorKey : IDisposable
{
    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PublicPem => Key.ExportSubjectPublicKeyInfoPem();

    public static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    public static string Base64(string text) => Base64(Encoding.UTF8.GetBytes(text));

    public static JsonObject Claims(DateTimeOffset now, string audience = "modelwright-router/ns") => new()
    {
        ["iss"] = "modelwright-operator",
        ["aud"] = audience,
        ["iat"] = now.ToUnixTimeSeconds(),
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.ToUnixTimeSeconds() + 60,
    };

    public string Token(DateTimeOffset now) => Sign("""{"alg":"ES256","typ":"JWT"}""", Claims(now).ToJsonString());

    public string Sign(string header, string payload)
    {
        var signed = $"{Base64(header)}.{Base64(payload)}";
        var signature = Key.SignData(
            Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{signed}.{Base64(signature)}";
    }

    public void Dispose() => Key.Dispose();
}
