using Modelwright.LocalCluster.Node;
using Modelwright.Testing;

namespace Modelwright.LocalCluster.Tests.Node;

public sealed class ImageDigestTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("local/shell:dev", "local/shell@sha256:")]
    [InlineData("registry.example:5000/team/tool", "registry.example:5000/team/tool@sha256:")]
    public void An_image_id_is_the_repository_and_a_digest(string name, string start)
    {
        var images = new ImageDigests(new Dictionary<string, LocalImage> { [name] = new() { Entrypoint = ["/bin/sh"] } });
        images.ImageId(name).ShouldStartWith(start);
        images.ImageId(name).Length.ShouldBe(start.Length + 64);
        images.ImageId("other").ShouldBeEmpty();
    }

    [Fact]
    public void An_image_is_found_by_its_digest_and_no_other_build_of_it_is()
    {
        var (one, two) = (new LocalImage { Entrypoint = [Program("here", "one")] }, new LocalImage { Entrypoint = ["/bin/sh"] });
        var images = new ImageDigests(new Dictionary<string, LocalImage> { ["team/tool:1"] = one, ["team/tool:2"] = two });
        var id = images.ImageId("team/tool:2");
        images.Find(id).ShouldBeSameAs(two);
        images.ImageId(id).ShouldBe(id);
        images.Find(id.Replace("team/tool", "team/other", StringComparison.Ordinal)).ShouldBeNull();
        var other = $"team/tool@sha256:{new string('0', 64)}";
        images.Find(other).ShouldBeNull();
        images.Others(other).ShouldBe([images.ImageId("team/tool:1"), id], ignoreOrder: true);
        images.Others("team/none:1").ShouldBe(["team/tool:1", "team/tool:2"]);
    }

    [Fact]
    public void The_same_program_in_another_folder_has_the_same_digest_and_another_build_another()
    {
        var (here, there) = (Program("here", "one"), Program("there", "one"));
        Digest(here).ShouldBe(Digest(there));
        File.WriteAllText(there, "two");
        Digest(here).ShouldNotBe(Digest(there));
    }

    [Fact]
    public void A_library_beside_a_dotnet_program_counts()
    {
        var program = Program("here", "one");
        var before = Digest(program);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(program)!, "library.dll"), "x");
        Digest(program).ShouldNotBe(before);
    }

    [Fact]
    public void Name_arguments_and_environment_count()
    {
        var image = new LocalImage { Entrypoint = ["/bin/sh"] };
        string[] digests =
        [
            ImageDigests.Digest("a:1", image),
            ImageDigests.Digest("a:2", image),
            ImageDigests.Digest("a:1", image with { Arguments = ["-c"] }),
            ImageDigests.Digest("a:1", image with { Arguments = ["-", "c"] }),
            ImageDigests.Digest("a:1", image with { Environment = new Dictionary<string, string> { ["A"] = "1" } }),
        ];
        digests.Distinct().Count().ShouldBe(digests.Length);
    }

    private static string Digest(string program) => ImageDigests.Digest("a:1", new LocalImage { Entrypoint = [program] });

    private string Program(string where, string content)
    {
        Directory.CreateDirectory(folder.File(where));
        var file = folder.File(where, "program.dll");
        File.WriteAllText(file, content);
        return file;
    }
}
