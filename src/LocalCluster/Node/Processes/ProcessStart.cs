namespace Modelwright.LocalCluster.Node.Processes;

/// <summary>A process to start.</summary>
/// <param name="Command">Program and arguments; the program is a path, or a name looked up on the PATH of the environment.</param>
/// <param name="Environment">The whole environment; nothing is inherited.</param>
/// <param name="WorkingDirectory">An existing folder.</param>
/// <param name="KeepsInput">Whether standard input is a pipe from this host that stays open; otherwise it is empty.</param>
internal sealed record ProcessStart(
    IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment, string WorkingDirectory, bool KeepsInput = false);
