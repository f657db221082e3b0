using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Modelwright.LocalCluster.Tests.Api;

/// <summary>Runs a test on the embedded server and, where one can be had, on a real one: they must not differ.</summary>
internal sealed class ServersAttribute : DataAttribute
{
    public override bool SupportsDiscoveryEnumeration() => true;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<ServerKind>(ServerKind.Embedded), new TheoryDataRow<ServerKind>(ServerKind.Real)]);
}
