using k8s.Models;
using Modelwright.Crds.Models;

namespace Modelwright.Operator.Pods;

/// <summary>Reads out of a pod's status why it does not serve. A pod that is still on its way has no problem.</summary>
public static class PodProblems
{
    /// <summary>The agent's words and the model server's, as reasons of the API, with whether waiting can help.</summary>
    private static readonly Dictionary<string, (string Reason, bool NeedsAction)> Reported = new(StringComparer.Ordinal)
    {
        ["InvalidUri"] = (ModelReasons.InvalidUri, true),
        ["NotFound"] = (ModelReasons.NotFound, true),
        ["AccessDenied"] = (ModelReasons.AccessDenied, true),
        ["DigestMismatch"] = (ModelReasons.DigestMismatch, true),
        ["TooLarge"] = (ModelReasons.TooLarge, true),
        ["Unreachable"] = (ModelReasons.Unreachable, false),
        ["Failed"] = (ModelReasons.FetchFailed, false),
        ["ModelRefused"] = (ModelReasons.ModelRefused, true),
        ["ModelLoadFailed"] = (ModelReasons.ModelLoadFailed, true),
    };

    /// <summary>Waiting reasons of the kubelet that are steps on the way, not problems.</summary>
    private static readonly HashSet<string> OnTheWay = ["PodInitializing", "ContainerCreating", "CrashLoopBackOff"];

    /// <summary>The problem, or null.</summary>
    public static Problem? Of(V1Pod pod)
    {
        if (pod.Metadata.DeletionTimestamp is not null) return null;
        var fetch = Container(pod.Status?.InitContainerStatuses, Names.FetchContainer);
        var server = Container(pod.Status?.ContainerStatuses, Names.ServerContainer);
        return Fetching(pod, fetch) ?? Serving(pod, fetch, server) ?? Unschedulable(pod) ?? Evicted(pod);
    }

    /// <summary>The digest that the pod's fetch container reported, or null while it has not finished.</summary>
    public static TerminationMessage? Fetched(V1Pod pod)
    {
        var ended = Container(pod.Status?.InitContainerStatuses, Names.FetchContainer)?.State?.Terminated;
        return ended is { ExitCode: 0 } ? TerminationMessage.Parse(ended.Message) : null;
    }

    internal static V1ContainerStatus? Container(IList<V1ContainerStatus>? statuses, string name) =>
        statuses?.FirstOrDefault(status => status.Name == name);

    /// <summary>The last failure counts until the fetch succeeds, also while the next try runs: a reason must not blink.</summary>
    private static Problem? Fetching(V1Pod pod, V1ContainerStatus? fetch)
    {
        if (fetch?.State?.Terminated is { ExitCode: 0 }) return null;
        if (LastFailure(fetch) is { } failure)
        {
            var said = TerminationMessage.Parse(failure.Message);
            var (reason, needsAction) = Reported.GetValueOrDefault(said.Reason ?? "", (ModelReasons.FetchFailed, false));
            return new(reason, Describe(pod, "fetching the model failed", said.Message ?? Exit(failure)), needsAction);
        }

        return Waiting(pod, fetch);
    }

    private static Problem? Serving(V1Pod pod, V1ContainerStatus? fetch, V1ContainerStatus? server)
    {
        if (fetch?.State?.Terminated is not { ExitCode: 0 } || server is null or { Ready: true }) return null;
        if (LastFailure(server) is { } failure)
        {
            var said = TerminationMessage.Parse(failure.Message);
            if (said.Reason is not null && Reported.TryGetValue(said.Reason, out var known))
                return new(known.Reason, Describe(pod, "the model server does not serve this file", said.Message ?? Exit(failure)),
                    known.NeedsAction);
            return new(ModelReasons.MinimumReplicasUnavailable, Describe(pod, "the model server ended", said.Message ?? Exit(failure)),
                false);
        }

        return Waiting(pod, server);
    }

    private static V1ContainerStateTerminated? LastFailure(V1ContainerStatus? status) =>
        new[] { status?.State?.Terminated, status?.LastState?.Terminated }.FirstOrDefault(ended => ended is { ExitCode: not 0 });

    private static Problem? Waiting(V1Pod pod, V1ContainerStatus? status) =>
        status?.State?.Waiting is { Reason: { } reason } waiting && !OnTheWay.Contains(reason)
            ? new(ModelReasons.MinimumReplicasUnavailable,
                Describe(pod, $"container {status.Name} waits ({reason})", waiting.Message ?? $"image {status.Image}"), false)
            : null;

    private static Problem? Unschedulable(V1Pod pod) =>
        pod.Status?.Conditions?.FirstOrDefault(c =>
            c is { Type: "PodScheduled", Status: "False", Reason: "Unschedulable" }) is { } condition
            ? new(ModelReasons.MinimumReplicasUnavailable, Describe(pod, "no node takes it", condition.Message ?? "unschedulable"), false)
            : null;

    private static Problem? Evicted(V1Pod pod) =>
        pod.Status is { Phase: "Failed", Reason: { } reason }
            ? new(ModelReasons.MinimumReplicasUnavailable, Describe(pod, reason, pod.Status.Message ?? "the pod failed"), false)
            : null;

    private static string Exit(V1ContainerStateTerminated ended) =>
        ended.Reason is { Length: > 0 } and not "Error" ? $"{ended.Reason}, exit code {ended.ExitCode}" : $"exit code {ended.ExitCode}";

    private static string Describe(V1Pod pod, string what, string detail) =>
        TerminationMessage.Tidy($"pod {pod.Metadata.Name}: {what}: {detail}");
}
