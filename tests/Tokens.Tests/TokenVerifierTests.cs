using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Modelwright.Testing;

namespace Modelwright.Tokens.Tests;

/// <summary>Tokens as the operator makes them, and every way to pretend.</summary>
public sealed class TokenVerifierTests : TokenTests
{
    [Fact]
    public void Token_of_the_operator_is_accepted() => Problem(Key.Token(Clock.GetUtcNow())).ShouldBeNull();

    [Theory]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"typ":"JWT","kid":"2026-01","alg":"ES256"}""")]
    public void Usual_headers_are_accepted(string header) => Problem(Key.Sign(header, Claims())).ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic b3BlcmF0b3I6eA==")]
    [InlineData("Bearer x")]
    [InlineData("Bearer x.y")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer a.b.c.d")]
    [InlineData("Bearer !!.!!.!!")]
    public void Missing_and_malformed_tokens_are_refused(string? authorization) => Verifier.Problem(authorization).ShouldNotBeNull();

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"None","typ":"JWT"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT"}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT"}""")]
    [InlineData("""{"alg":"ES384","typ":"JWT"}""")]
    [InlineData("""{"alg":"es256","typ":"JWT"}""")]
    [InlineData("""{"alg":["ES256"],"typ":"JWT"}""")]
    [InlineData("""{"alg":null}""")]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"alg":"none","alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","crit":["exp"]}""")]
    [InlineData("""{"alg":"ES256","b64":false,"crit":["b64"]}""")]
    [InlineData("""{"alg":"ES256","jku":"https://evil/jwks"}""")]
    [InlineData("""{"alg":"ES256","x5c":["MII"]}""")]
    [InlineData("""{"alg":"ES256","enc":"A256GCM"}""")]
    [InlineData("""{"alg":"ES256","typ":"JWE"}""")]
    [InlineData("""["ES256"]""")]
    [InlineData("\"ES256\"")]
    [InlineData("{")]
    public void Header_that_chooses_how_it_is_checked_is_refused_even_when_signed(string header) =>
        Problem(Key.Sign(header, Claims()))!.ShouldContain("header");

    [Fact]
    public void Unsigned_token_is_refused()
    {
        var parts = Key.Token(Clock.GetUtcNow()).Split('.');
        Problem($"{parts[0]}.{parts[1]}.").ShouldNotBeNull();
        Problem($"{OperatorKey.Base64("""{"alg":"none"}""")}.{parts[1]}.").ShouldNotBeNull();
    }

    [Fact]
    public void Hmac_with_the_public_key_as_secret_is_refused()
    {
        foreach (var header in (string[])["""{"alg":"HS256","typ":"JWT"}""", Header])
        {
            var signed = $"{OperatorKey.Base64(header)}.{OperatorKey.Base64(Claims())}";
            var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key.PublicPem), Encoding.ASCII.GetBytes(signed));
            Problem($"{signed}.{OperatorKey.Base64(mac)}").ShouldNotBeNull();
            Problem($"{signed}.{OperatorKey.Base64([.. mac, .. mac])}").ShouldNotBeNull();
        }
    }

    [Fact]
    public void Key_in_the_token_is_not_trusted()
    {
        using var own = new OperatorKey();
        var q = own.Key.ExportParameters(false).Q;
        var header = new JsonObject
        {
            ["alg"] = "ES256",
            ["jwk"] = new JsonObject
            {
                ["kty"] = "EC",
                ["crv"] = "P-256",
                ["x"] = OperatorKey.Base64(q.X!),
                ["y"] = OperatorKey.Base64(q.Y!)
            },
        };
        Problem(own.Sign(header.ToJsonString(), Claims())).ShouldNotBeNull();
        Problem(own.Sign(Header, Claims())).ShouldBe("the signature is not the operator's");
    }

    [Fact]
    public void Zero_signature_is_refused() => Resigned(_ => new byte[64]).ShouldBe("the signature is not the operator's");

    [Fact]
    public void Group_order_as_signature_is_refused()
    {
        var n = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        Resigned(_ => [.. n, .. n]).ShouldNotBeNull();
    }

    [Fact]
    public void Signature_in_der_form_is_refused()
    {
        var signed = $"{OperatorKey.Base64(Header)}.{OperatorKey.Base64(Claims())}";
        var der = Key.Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        Problem($"{signed}.{OperatorKey.Base64(der)}").ShouldBe("the signature is not the operator's");
    }

    [Fact]
    public void Signature_that_is_cut_or_longer_is_refused()
    {
        Resigned(s => s[..63]).ShouldNotBeNull();
        Resigned(s => [.. s, 0]).ShouldNotBeNull();
        Resigned(s => s[..0]).ShouldNotBeNull();
    }

    [Fact]
    public void Every_changed_bit_of_a_signature_is_refused()
    {
        for (var bit = 0; bit < 512; bit += 7)
            Resigned(s =>
            {
                s[bit / 8] ^= (byte)(1 << (bit % 8));
                return s;
            }).ShouldBe("the signature is not the operator's");
    }

    [Fact]
    public void Payload_of_one_token_with_the_signature_of_another_is_refused()
    {
        var one = Key.Token(Clock.GetUtcNow()).Split('.');
        var two = Key.Sign(Header, Claims(c => c["exp"] = (long)c["exp"]! + 100)).Split('.');
        Problem($"{one[0]}.{two[1]}.{one[2]}").ShouldBe("the signature is not the operator's");
    }

    [Fact]
    public void Other_text_for_the_same_bytes_is_refused()
    {
        var token = Key.Token(Clock.GetUtcNow());
        Problem(token + "=").ShouldNotBeNull();
        Problem(token + "\n").ShouldNotBeNull();
        Problem(" " + token).ShouldNotBeNull();
        // 64 bytes leave four unused bits in the last character; a lenient decoder ignores them.
        var last = token[^1];
        var twin = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".First(c => c != last &&
            SameBytes(token[(token.LastIndexOf('.') + 1)..], token[(token.LastIndexOf('.') + 1)..^1] + c));
        Problem(token[..^1] + twin).ShouldNotBeNull();
    }

    [Fact]
    public void Enormous_token_is_refused_before_it_is_decoded() =>
        Verifier.Problem("Bearer " + Key.Sign(Header, Claims(c => c["x"] = new string('x', 5_000)))).ShouldBe("the token is too long");

    [Fact]
    public void Reasons_never_repeat_the_token()
    {
        using var own = new OperatorKey();
        var token = own.Sign(Header, Claims());
        Problem(token)!.ShouldNotContain(token.Split('.')[2]);
    }

    private string? Resigned(Func<byte[], byte[]> change)
    {
        var parts = Key.Token(Clock.GetUtcNow()).Split('.');
        return Problem($"{parts[0]}.{parts[1]}.{OperatorKey.Base64(change(Base64Url.DecodeFromChars(parts[2])))}");
    }

    private static bool SameBytes(string one, string two) =>
        Convert.FromBase64String(Standard(one)).SequenceEqual(Convert.FromBase64String(Standard(two)));

    private static string Standard(string url) => url.Replace('-', '+').Replace('_', '/') + "==";
}
