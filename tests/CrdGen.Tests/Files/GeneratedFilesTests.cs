using Modelwright.CrdGen.Files;
using Modelwright.Testing;

namespace Modelwright.CrdGen.Tests.Files;

public sealed class GeneratedFilesTests
{
    private static GeneratedFiles Files { get; } = new(
        new Dictionary<string, string> { ["made/a.yaml"] = "a\n", ["made/b/c.yaml"] = "c\n" }, ["made"]);

    [Fact]
    public void Write_makes_what_is_missing_and_removes_what_is_left_over()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("made"));
        File.WriteAllText(folder.File("made", "old.yaml"), "old");
        Files.Differences(folder.Path).ShouldBe(["made/a.yaml", "made/b/c.yaml", "made/old.yaml"]);
        Files.Write(folder.Path).ShouldBe(["made/a.yaml", "made/b/c.yaml", "made/old.yaml"]);
        File.ReadAllText(folder.File("made", "b", "c.yaml")).ShouldBe("c\n");
        File.Exists(folder.File("made", "old.yaml")).ShouldBeFalse();
        Files.Differences(folder.Path).ShouldBeEmpty();
        Files.Write(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Differences_sees_an_edit_but_not_line_endings()
    {
        using var folder = new TempFolder();
        Files.Write(folder.Path);
        File.WriteAllText(folder.File("made", "a.yaml"), "a\r\n");
        Files.Differences(folder.Path).ShouldBeEmpty();
        File.WriteAllText(folder.File("made", "a.yaml"), "edited\n");
        Files.Differences(folder.Path).ShouldBe(["made/a.yaml"]);
    }
}
