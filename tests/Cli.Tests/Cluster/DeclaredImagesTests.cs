using Modelwright.Cli.Cluster;

namespace Modelwright.Cli.Tests.Cluster;

public sealed class DeclaredImagesTests
{
    [Fact]
    public void The_shell_is_there_undeclared_and_may_be_another() =>
        DeclaredImages.Parse([])[DeclaredImages.Shell].Entrypoint.ShouldBe(["/bin/sh"]);

    [Fact]
    public void A_command_is_split_into_words_and_its_program_found()
    {
        var images = DeclaredImages.Parse(
            ["team/tool:1=env A=1 \"two words\"", "team/tool:2=/bin/sh", $"{DeclaredImages.Shell}=/bin/echo"]);
        images["team/tool:1"].Entrypoint[0].ShouldEndWith("/env");
        images["team/tool:1"].Entrypoint.Skip(1).ShouldBe(["A=1", "two words"]);
        images["team/tool:2"].Entrypoint.ShouldBe(["/bin/sh"]);
        images[DeclaredImages.Shell].Entrypoint.ShouldBe(["/bin/echo"]);
    }

    [Theory]
    [InlineData("team/tool:1", "NAME=COMMAND")]
    [InlineData("team/tool:1=", "NAME=COMMAND")]
    [InlineData("=/bin/sh", "NAME=COMMAND")]
    [InlineData("two words=/bin/sh", "no spaces")]
    [InlineData("modelwright/trainer:dev=/bin/sh", "Modelwright's own")]
    [InlineData("team/tool:1=/no/such/program", "no program")]
    [InlineData("team/tool:1=no-such-program-anywhere", "no program")]
    public void What_cannot_be_an_image_is_refused(string declaration, string words) =>
        DeclaredImages.Problem(declaration).ShouldNotBeNull().ShouldContain(words);

    [Fact]
    public void What_can_be_one_is_not() => DeclaredImages.Problem("team/tool:1=sh -c true").ShouldBeNull();
}
