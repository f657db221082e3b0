using CsCheck;

namespace Modelwright.Artifacts.Tests;

public sealed class Sha256DigestTests
{
    [Fact]
    public void Of_empty_content_is_the_published_value() =>
        Sha256Digest.Of([]).ToString().ShouldBe("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Fact]
    public void TryParse_text_of_a_digest_gives_it_back() =>
        Gen.Byte.Array[0, 64].Sample(content =>
        {
            var digest = Sha256Digest.Of(content);
            Sha256Digest.TryParse(digest.ToString(), out var parsed, out _).ShouldBeTrue();
            parsed.ShouldBe(digest);
        });

    [Theory]
    [InlineData(null, "begins with")]
    [InlineData("", "begins with")]
    [InlineData("md5:d41d8cd98f00b204e9800998ecf8427e", "begins with")]
    [InlineData("sha256:abc", "not 3")]
    [InlineData("sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", "lower case")]
    [InlineData("sha256:g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "lower case")]
    [InlineData("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n", "not 65")]
    public void TryParse_other_text_is_refused_with_the_reason(string? text, string reason)
    {
        Sha256Digest.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void FromHash_wrong_length_throws() => Should.Throw<ArgumentException>(() => Sha256Digest.FromHash([1, 2, 3]));
}
