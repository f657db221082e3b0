namespace Modelwright.Runtime.Leading;

/// <summary>Whether this instance may act now.</summary>
public interface ILeadership
{
    /// <summary>True while the lease is surely ours. Asked before every effect.</summary>
    bool MayAct { get; }
}
