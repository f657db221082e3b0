namespace Modelwright.Runtime.Leading;

/// <summary>The lease's times; defaults are client-go's.</summary>
public sealed class LeaderElectionOptions
{
    /// <summary>Off: this instance acts as if it led from the start.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The Lease's name; null takes the operator's name.</summary>
    public string? LeaseName { get; set; }

    /// <summary>The Lease's namespace.</summary>
    public string LeaseNamespace { get; set; } = "default";

    /// <summary>How long others wait after the last renewal that they saw.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the holder goes on without a renewal; shorter than the lease.</summary>
    public TimeSpan RenewDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often everyone tries (the first tries are jittered).</summary>
    public TimeSpan RetryPeriod { get; set; } = TimeSpan.FromSeconds(2);
}
