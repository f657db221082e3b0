namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>A finished run, as <c>state.terminated</c> shows it.</summary>
internal sealed record Termination(
    string ContainerId, int ExitCode, int? Signal, string Reason, string Message, DateTimeOffset StartedAt, DateTimeOffset FinishedAt);
