namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>Why a container does not run, as <c>state.waiting</c> shows it.</summary>
internal sealed record Waiting(string Reason, string? Message = null);
