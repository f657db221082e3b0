using System.Security.Cryptography;
using Modelwright.Testing;

namespace Modelwright.Tokens.Tests;

public sealed class PublicKeysTests
{
    [Fact]
    public void Signature_of_any_key_counts_while_a_key_is_replaced()
    {
        using var old = new OperatorKey();
        using var fresh = new OperatorKey();
        using var stranger = new OperatorKey();
        using var keys = PublicKeys.Parse(old.PublicPem + "\n" + fresh.PublicPem);
        keys.Verify("x"u8, Sign(old)).ShouldBeTrue();
        keys.Verify("x"u8, Sign(fresh)).ShouldBeTrue();
        keys.Verify("x"u8, Sign(stranger)).ShouldBeFalse();
    }

    [Fact]
    public void Private_key_is_refused()
    {
        using var key = new OperatorKey();
        Should.Throw<FormatException>(() =>
            PublicKeys.Parse(key.Key.ExportPkcs8PrivateKeyPem())).Message.ShouldContain("only the operator holds a private key");
        Should.Throw<FormatException>(() => PublicKeys.Parse(key.PublicPem + "\n" + key.Key.ExportECPrivateKeyPem()));
    }

    [Fact]
    public void Keys_of_another_kind_are_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Should.Throw<FormatException>(() => PublicKeys.Parse(p384.ExportSubjectPublicKeyInfoPem())).Message.ShouldContain("P-256");
        using var rsa = RSA.Create(2048);
        Should.Throw<FormatException>(() => PublicKeys.Parse(rsa.ExportSubjectPublicKeyInfoPem()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    public void Text_without_a_key_is_refused(string pem) => Should.Throw<FormatException>(() => PublicKeys.Parse(pem));

    [Fact]
    public void More_keys_than_a_rotation_needs_are_refused()
    {
        using var key = new OperatorKey();
        Should.Throw<FormatException>(() => PublicKeys.Parse(string.Join('\n', Enumerable.Repeat(key.PublicPem, 5))));
    }

    private static byte[] Sign(OperatorKey key) =>
        key.Key.SignData("x"u8, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}
