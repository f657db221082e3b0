namespace Modelwright.Runtime.Tests;

public sealed class ScaffoldTests
{
    [Fact]
    public void Repository_root_is_found() => File.Exists(Modelwright.Testing.Repository.File("Operator.sln")).ShouldBeTrue();
}
