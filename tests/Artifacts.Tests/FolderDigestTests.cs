using System.Text;
using CsCheck;

namespace Modelwright.Artifacts.Tests;

public sealed class FolderDigestTests
{
    [Fact]
    public void Compute_files_have_the_digest_that_the_documented_shell_command_prints()
    {
        var folder = Of([("b/é.txt", "ü"), ("a.csv", "x,y\n1,2\n"), ("Z", "z"), ("b/empty", "")]);

        folder.Compute().ToString().ShouldBe("sha256:7f8e2255907ef2369a28cac7844d8da3e1f7cc706efb4cbb9f623ef30286dc28");
        folder.Files.ShouldBe(4);
        folder.Bytes.ShouldBe(11);
    }

    [Fact]
    public void Compute_nothing_is_the_digest_of_nothing() => new FolderDigest().Compute().ShouldBe(Sha256Digest.Of([]));

    [Fact]
    public void Compute_order_of_adding_does_not_matter() =>
        Gen.Select(Gen.String.Where(s => s.IndexOfAny(['\0', '\n']) < 0), Gen.Int[0, 9]).Array[0, 20].Sample(files =>
        {
            var named = files.DistinctBy(f => Convert.ToHexString(Encoding.UTF8.GetBytes(f.Item1)))
                .Select(f => (f.Item1, new string('x', f.Item2))).ToArray();
            Of(named).Compute().ShouldBe(Of(named.Reverse()).Compute());
        });

    [Fact]
    public void Compute_name_size_and_content_count()
    {
        var digests = new[] { ("a", "1"), ("b", "1"), ("a", "2"), ("a", "11") }.Select(file => Of([file]).Compute()).ToList();
        digests.Distinct().Count().ShouldBe(digests.Count);
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    public void Add_name_that_would_look_like_two_is_refused(string path) =>
        Should.Throw<ArgumentException>(() => new FolderDigest().Add(path, 0, Sha256Digest.Of([])));

    private static FolderDigest Of(IEnumerable<(string Path, string Content)> files)
    {
        var digest = new FolderDigest();
        foreach (var (path, content) in files)
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            digest.Add(path, bytes.Length, Sha256Digest.Of(bytes));
        }

        return digest;
    }
}
