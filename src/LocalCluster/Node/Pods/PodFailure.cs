namespace Modelwright.LocalCluster.Node.Pods;

/// <summary>Why the node ends a whole pod, as <c>status.reason</c> and <c>status.message</c> show it.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Message">The message.</param>
/// <param name="Grace">How long its containers get to end; null: the pod's own grace period.</param>
internal sealed record PodFailure(string Reason, string Message, TimeSpan? Grace = null);
