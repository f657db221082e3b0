using System.Xml.Linq;
using Modelwright.Testing;

namespace Modelwright.Cli.Tests;

/// <summary>The project files keep to the arrows of docs/architecture.md.</summary>
public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("Crds", "")]
    [InlineData("Artifacts", "")]
    [InlineData("Statistics", "")]
    [InlineData("Tokens", "")]
    [InlineData("Runtime", "")]
    [InlineData("LocalCluster", "")]
    [InlineData("ModelServer", "Statistics")]
    [InlineData("Router", "Tokens")]
    [InlineData("Trainer", "Artifacts")]
    [InlineData("Agent", "Artifacts,Statistics,Tokens")]
    [InlineData("Operator", "Artifacts,Crds,Runtime,Statistics")]
    [InlineData("CrdGen", "Crds,Operator,Runtime")]
    public void Project_refers_only_to_what_it_may(string project, string allowed)
    {
        var references = XDocument.Load(Repository.File("src", project, project + ".csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        references.Except(allowed.Split(',')).ShouldBeEmpty();
    }
}
