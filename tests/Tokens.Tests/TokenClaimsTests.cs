using System.Text.Json.Nodes;

namespace Modelwright.Tokens.Tests;

/// <summary>Well-signed tokens that say something wrong.</summary>
public sealed class TokenClaimsTests : TokenTests
{
    [Theory]
    [InlineData("iat")]
    [InlineData("nbf")]
    public void One_of_iat_and_nbf_is_enough(string without) => Problem(Key.Sign(Header, Claims(c => c.Remove(without)))).ShouldBeNull();

    [Theory]
    [InlineData("iss", "someone")]
    [InlineData("iss", null)]
    [InlineData("aud", "modelwright-router/other")]
    [InlineData("aud", "modelwright-router/ns2")]
    [InlineData("aud", "modelwright-router")]
    [InlineData("aud", null)]
    public void Other_issuer_or_audience_is_refused(string claim, string? value)
    {
        Problem(Key.Sign(Header, Claims(c => c[claim] = value)))!.ShouldContain(claim == "iss" ? "issuer" : "audience");
        Problem(Key.Sign(Header, Claims(c => c.Remove(claim)))).ShouldNotBeNull();
        Problem(Key.Sign(Header, Claims(c => c[claim] = new JsonArray(value, "modelwright-router/ns")))).ShouldNotBeNull();
    }

    [Fact]
    public void Expired_token_is_refused_beyond_the_skew()
    {
        var token = Key.Token(Clock.GetUtcNow());
        Clock.Advance(TimeSpan.FromSeconds(60) + TokenVerifier.Skew - TimeSpan.FromSeconds(1));
        Problem(token).ShouldBeNull();
        Clock.Advance(TimeSpan.FromSeconds(1));
        Problem(token)!.ShouldContain("expired");
    }

    [Theory]
    [InlineData("nbf")]
    [InlineData("iat")]
    public void Token_of_the_future_is_refused_beyond_the_skew(string claim)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        Problem(Key.Sign(Header, Claims(c => c[claim] = now + 30))).ShouldBeNull();
        Problem(Key.Sign(Header, Claims(c => c[claim] = now + 31)))!.ShouldContain("valid from");
    }

    [Fact]
    public void Lifetime_above_five_minutes_is_refused_whatever_it_is_counted_from()
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        Problem(Key.Sign(Header, Claims(c => c["exp"] = now + 300))).ShouldBeNull();
        Problem(Key.Sign(Header, Claims(c => c["exp"] = now + 301)))!.ShouldContain("5 minutes");
        Problem(Key.Sign(Header, Claims(c => (c["exp"], c["nbf"], c["iat"]) = (now + 10, now, now - 300)))).ShouldNotBeNull();
        Problem(Key.Sign(Header, Claims(c => (c["exp"], c["nbf"], c["iat"]) = (now + 10, now - 300, now)))).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("exp", "\"9999999999\"")]
    [InlineData("exp", "1e300")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "null")]
    [InlineData("exp", "true")]
    [InlineData("nbf", "\"0\"")]
    [InlineData("iat", "{}")]
    public void Times_that_are_no_times_are_refused(string claim, string value) =>
        Problem(Key.Sign(Header, Claims(c => c[claim] = JsonNode.Parse(value)))).ShouldNotBeNull();

    [Fact]
    public void Token_without_times_is_refused()
    {
        Problem(Key.Sign(Header, Claims(c => c.Remove("exp")))).ShouldBe("the token has no exp");
        Problem(Key.Sign(Header, Claims(c =>
        {
            c.Remove("nbf");
            c.Remove("iat");
        }))).ShouldNotBeNull();
    }

    [Fact]
    public void Payload_that_says_a_claim_twice_is_refused() =>
        Problem(Key.Sign(Header,
            Claims().Replace("{", """{"aud":"modelwright-router/other",""", StringComparison.Ordinal))).ShouldNotBeNull();
}
