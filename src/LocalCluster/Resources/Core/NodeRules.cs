namespace Modelwright.LocalCluster.Resources.Core;

/// <summary>The rules of Nodes: a node registers itself with its status.</summary>
internal sealed class NodeRules : UnversionedRules
{
    public override bool KeepsStatusOnCreate => true;
}
