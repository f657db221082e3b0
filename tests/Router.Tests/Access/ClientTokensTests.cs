using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Modelwright.Router.Access;

namespace Modelwright.Router.Tests.Access;

public sealed class ClientTokensTests
{
    [Fact]
    public void Digests_are_read_with_and_without_prefix_name_and_comment()
    {
        var tokens = ClientTokens.Read(
            $"# team a\n{Digest("one")}\n\nsha256:{Digest("two").ToUpperInvariant()} team b\n{Digest("three")}  -\r\n");
        tokens.Accept("one").ShouldBeTrue();
        tokens.Accept("two").ShouldBeTrue();
        tokens.Accept("three").ShouldBeTrue();
        tokens.Accept("four").ShouldBeFalse();
        tokens.Accept("").ShouldBeFalse();
        tokens.Accept(Digest("one")).ShouldBeFalse();
    }

    [Fact]
    public void Exactly_the_tokens_of_the_file_are_accepted() => Gen.Select(Gen.String.Array[0, 20], Gen.String).Sample((known, other) =>
    {
        var tokens = ClientTokens.Read(string.Join('\n', known.Select(Digest)));
        return known.All(k => tokens.Accept(k)) && tokens.Accept(other) == known.Contains(other, StringComparer.Ordinal);
    });

    [Fact]
    public void An_empty_file_accepts_nobody() => ClientTokens.Read("").Accept("").ShouldBeFalse();

    [Theory]
    [InlineData("secret-token")]
    [InlineData("sha512:00")]
    [InlineData("g000000000000000000000000000000000000000000000000000000000000000")]
    public void A_line_without_digest_is_named_by_its_number_and_not_shown(string line)
    {
        var e = Should.Throw<FormatException>(() => ClientTokens.Read($"# x\n{line}\n"));
        e.Message.ShouldContain("line 2");
        e.Message.ShouldNotContain(line);
    }

    [Fact]
    public void There_is_a_bound_on_their_number()
    {
        var text = string.Concat(Enumerable.Repeat(Digest("x") + "\n", ClientTokens.MaxTokens + 1));
        Should.Throw<FormatException>(() => ClientTokens.Read(text)).Message.ShouldContain("1000");
    }

    private static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
