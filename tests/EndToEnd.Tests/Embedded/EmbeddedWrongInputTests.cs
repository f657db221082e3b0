using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>On the embedded cluster, which checks form; rules are the operator's to report.</summary>
public sealed class EmbeddedWrongInputTests(UpCluster cluster) : WrongInputTests(cluster);
