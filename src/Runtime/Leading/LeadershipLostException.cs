namespace Modelwright.Runtime.Leading;

/// <summary>The lease is no longer ours: nothing more is started.</summary>
public sealed class LeadershipLostException() : Exception("the lease was lost; nothing more is started");
