namespace Modelwright.LocalCluster.Node.Probes;

/// <summary>The answer to one probe.</summary>
public readonly record struct ProbeResult(bool Success, string Message);
