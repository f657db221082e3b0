namespace Modelwright.LocalCluster.Resources.Core;

/// <summary>Kinds without a spec of their own to version, such as Events and Leases: they have no generation.</summary>
internal class UnversionedRules : KindRules
{
    public override bool HasGeneration => false;
}
