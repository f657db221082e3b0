using System.Security.Cryptography;
using CsCheck;
using Modelwright.Agent.Datasets.Dvc;

namespace Modelwright.Agent.Tests.Datasets;

public sealed class DvcHashTests
{
    private const int Block = 1 << 20;

    [Fact]
    public void Digest_does_not_depend_on_how_the_bytes_come() =>
        Gen.Select(Gen.Int[0, 3].Select(value => "\r\na\u00c8"[value]).Array[0, 300], Gen.Int[1, 50], Gen.Bool)
            .Sample((text, step, isLegacy) =>
            {
                byte[] bytes = [.. text.Select(value => (byte)value)];
                using var whole = new DvcHash(isLegacy);
                whole.Append(bytes);
                using var parts = new DvcHash(isLegacy);
                for (var at = 0; at < bytes.Length; at += step) parts.Append(bytes.AsSpan(at, Math.Min(step, bytes.Length - at)));
                parts.Finish().ShouldBe(whole.Finish());
            });

    [Theory]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("a\rb\n\r", "a\rb\n\r")]
    [InlineData("a\0\r\n", "a\0\r\n")]
    [InlineData("ab\u0001\r\n", "ab\u0001\n")]
    [InlineData("\u0001\u0001\r\n", "\u0001\u0001\r\n")]
    [InlineData("", "")]
    public void Older_digest_is_of_text_with_line_feeds(string text, string seen)
    {
        using var hash = new DvcHash(isLegacy: true);
        hash.Append(System.Text.Encoding.Latin1.GetBytes(text));
        hash.Finish().ShouldBe(Md5(System.Text.Encoding.Latin1.GetBytes(seen)));
    }

    [Fact]
    public void Each_block_is_judged_by_itself()
    {
        var bytes = new byte[2 * Block];
        Array.Fill(bytes, (byte)'a');
        bytes[Block - 1] = (byte)'\r';
        bytes[Block] = (byte)'\n';
        bytes[Block + 600] = (byte)'\r';
        bytes[Block + 601] = (byte)'\n';
        bytes[1000] = 0;

        using var hash = new DvcHash(isLegacy: true);
        hash.Append(bytes);

        // CR and LF on both sides of a block's end are not one; a NUL behind the first 512 bytes is not seen.
        hash.Finish().ShouldBe(Md5([.. bytes[..(Block + 600)], .. bytes[(Block + 601)..]]));
    }

    private static string Md5(byte[] bytes)
    {
#pragma warning disable CA5351 // DVC's hash.
        return Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351
    }
}
