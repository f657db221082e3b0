using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>On the embedded cluster.</summary>
public sealed class EmbeddedFieldOwnershipTests(UpCluster cluster) : FieldOwnershipTests(cluster);
