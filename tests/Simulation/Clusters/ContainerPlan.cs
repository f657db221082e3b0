namespace Modelwright.Simulation.Clusters;

/// <summary>What a container's process is going to do, decided when it starts.</summary>
/// <param name="ReadyAfter">When it becomes ready; null: never.</param>
/// <param name="EndsAfter">When it ends by itself; null: never.</param>
/// <param name="ExitCode">How it ends then.</param>
/// <param name="Message">Its termination message.</param>
public sealed record ContainerPlan(TimeSpan? ReadyAfter = null, TimeSpan? EndsAfter = null, int ExitCode = 0, string Message = "");
