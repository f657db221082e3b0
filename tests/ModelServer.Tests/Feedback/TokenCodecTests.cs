using CsCheck;
using Modelwright.ModelServer.Feedback;

namespace Modelwright.ModelServer.Tests.Feedback;

public sealed class TokenCodecTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 23, 22, 0, 0, 123, TimeSpan.Zero);
    private static readonly byte[] Key = "0123456789abcdef0123456789abcdef"u8.ToArray();
    private static readonly byte[] OtherKey = "fedcba9876543210fedcba9876543210"u8.ToArray();
    private readonly TokenCodec codec = new("fraud");

    [Fact]
    public void Read_what_was_written_by_a_key_that_still_counts() =>
        Gen.Select(Gen.ULong, Gen.String[0, 40].Where(Pairs), Gen.Double.Array[1, 256]).Sample((id, revision, numbers) =>
        {
            var read = codec.Read(codec.Write(new(id, Time, revision) { Numbers = numbers }, Key)!, [OtherKey, Key], out _)!;
            (read.Id, read.Time, read.Revision, read.Categories).ShouldBe((id, Time, revision, null));
            read.Numbers.ShouldBe(numbers);
        });

    [Fact]
    public void Read_categories_of_any_text() =>
        Gen.String[0, 30].Where(Pairs).Array[1, 20].Sample(texts =>
            codec.Read(codec.Write(new(1, Time, "r") { Categories = texts }, Key)!, [Key], out _)!.Categories.ShouldBe(texts));

    [Fact]
    public void Read_a_token_with_any_bit_changed_is_forged_or_none()
    {
        var token = codec.Write(new(7, Time, "fraud-1") { Categories = ["yes", "no"] }, Key)!;
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(token);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            codec.Read(System.Buffers.Text.Base64Url.EncodeToString(changed), [Key], out var problem).ShouldBeNull();
            // The first byte is the format: with another one it is no token of this program.
            problem.ShouldBe(bit < 8 ? TokenProblem.Malformed : TokenProblem.Forged, $"bit {bit}");
        }
    }

    [Fact]
    public void Read_a_token_of_another_key_or_model_is_forged()
    {
        var token = codec.Write(new(7, Time, "fraud-1") { Numbers = [1] }, Key)!;
        codec.Read(token, [OtherKey], out var problem).ShouldBeNull();
        problem.ShouldBe(TokenProblem.Forged);
        new TokenCodec("spam").Read(token, [Key], out problem).ShouldBeNull();
        problem.ShouldBe(TokenProblem.Forged);
    }

    [Fact]
    public void Read_garbage_is_no_token() => Gen.String[0, 6_000].Sample(text =>
    {
        codec.Read(text, [Key], out var problem).ShouldBeNull();
        problem.ShouldBeOneOf(TokenProblem.Malformed, TokenProblem.Forged);
    });

    [Fact]
    public void Read_bytes_in_the_form_of_a_token_are_read_with_care() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        // Signed by whoever has the key, but not written by this program.
        byte[] payload = [1, .. bytes];
        Span<byte> mac = stackalloc byte[32];
        System.Security.Cryptography.HMACSHA256.HashData(
            Key, [.. System.Text.Encoding.UTF8.GetBytes("modelwright/prediction/1\0fraud\0"), .. payload], mac);
        var token = System.Buffers.Text.Base64Url.EncodeToString([.. payload, .. mac[..16]]);
        if (codec.Read(token, [Key], out _) is { } read) read.Rows.ShouldBeInRange(1, TokenCodec.MaxRows);
    });

    [Fact]
    public void Write_what_does_not_fit_has_no_token()
    {
        codec.Write(new(1, Time, "r") { Numbers = new double[257] }, Key).ShouldBeNull();
        codec.Write(new(1, Time, "r") { Numbers = [] }, Key).ShouldBeNull();
        codec.Write(new(1, Time, "r") { Categories = [new string('x', 129)] }, Key).ShouldBeNull();
        codec.Write(new(1, Time, new string('r', 256)) { Numbers = [1] }, Key).ShouldBeNull();
        codec.Write(new(1, Time, "r") { Categories = [.. Enumerable.Repeat(new string('x', 128), 24)] }, Key).ShouldBeNull();
        codec.Write(new(1, Time, new string('r', 255)) { Numbers = new double[256] }, Key)!.Length
            .ShouldBeLessThanOrEqualTo(TokenCodec.MaxLength);
    }

    private static bool Pairs(string text) => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);
}
