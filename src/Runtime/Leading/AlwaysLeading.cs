namespace Modelwright.Runtime.Leading;

/// <summary>For a single instance without a lease.</summary>
internal sealed class AlwaysLeading : ILeadership
{
    public bool MayAct => true;
}
