namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>How a container ended.</summary>
/// <param name="ExitCode">Its exit code; 128 + the signal when a signal ended it.</param>
/// <param name="Signal">The signal that ended it, or null.</param>
/// <param name="OutOfMemory">It was killed because it used more memory than its limit.</param>
public readonly record struct ContainerExit(int ExitCode, int? Signal, bool OutOfMemory = false);
