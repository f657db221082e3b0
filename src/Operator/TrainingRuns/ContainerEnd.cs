using k8s.Models;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>How a container ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Reason">The kubelet's word, for example <c>OOMKilled</c>.</param>
/// <param name="Message">Its termination message, or the end of its log.</param>
/// <param name="Time">When.</param>
public sealed record ContainerEnd(int ExitCode, string? Reason, string? Message, DateTimeOffset? Time)
{
    internal static ContainerEnd? Of(V1ContainerStatus? status) =>
        status?.State?.Terminated is { } ended ? new(ended.ExitCode, ended.Reason, ended.Message, Times.Of(ended.FinishedAt)) : null;
}
