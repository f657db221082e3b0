namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>How a command beside a container went.</summary>
/// <param name="ExitCode">Its exit code; null when it was killed at the timeout or could not be started.</param>
/// <param name="Output">The beginning of what it wrote, or why it could not be started.</param>
public sealed record ExecResult(int? ExitCode, string Output);
