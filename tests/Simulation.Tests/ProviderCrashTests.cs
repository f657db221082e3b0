using Modelwright.Simulation.Users;

namespace Modelwright.Simulation.Tests;

public sealed class ProviderCrashTests(ITestOutputHelper output) : CrashTests(output)
{
    [Fact]
    public void Gateway() => Play(ProviderStories.Gateway);

    [Fact]
    public void Replicas() => Play(ProviderStories.Replicas);
}
