using Modelwright.Cli.Cluster;

namespace Modelwright.Cli.Tests.Cluster;

public sealed class LocalImageProgramsTests
{
    [Fact]
    public void Every_image_of_the_project_stands_for_a_program_that_was_built()
    {
        var images = LocalImagePrograms.Find();
        images.Keys.Order()
            .ShouldBe(["modelwright/agent:dev", "modelwright/model-server:dev", "modelwright/router:dev", "modelwright/trainer:dev"]);
        images.Values.ShouldAllBe(image => image.Entrypoint.Count == 2 && image.Entrypoint.All(File.Exists));
    }
}
