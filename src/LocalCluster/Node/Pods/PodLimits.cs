using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Configuration;

namespace Modelwright.LocalCluster.Node.Pods;

/// <summary>
/// The limits of a whole pod, which end it when they are passed: <c>activeDeadlineSeconds</c> and the size of its emptyDirs.
/// </summary>
internal sealed class PodLimits
{
    private const string Deadline = "DeadlineExceeded";
    private const string Evicted = "Evicted";
    private static readonly TimeSpan SizeInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EvictionGrace = TimeSpan.FromSeconds(1);

    private readonly List<(string Name, string Text, decimal Bytes)> sizes;
    private DateTimeOffset nextSizes;

    public PodLimits(JsonObject pod)
    {
        sizes = [.. pod.Items("spec", "volumes")
            .Select(volume => (Name: volume.Text("name") ?? "", Limit: volume.At("emptyDir", "sizeLimit")))
            .Where(volume => volume.Limit is not null)
            .Select(volume => (volume.Name, volume.Limit!.ToString(), ContainerResources.Amount(volume.Limit) ?? 0))
            .Where(volume => volume.Item3 > 0)];
        // A node that takes the pod over must not run it again.
        if (pod.Text("status", "reason") is (Deadline or Evicted) and var reason)
            Failure = new PodFailure(reason, pod.Text("status", "message") ?? "");
        else if (PodRecovery.IsLost(pod)) Failure = PodRecovery.Lost;
    }

    /// <summary>The limit that was passed, or null. Once passed, always passed.</summary>
    public PodFailure? Failure { get; private set; }

    /// <summary>When to look again, or null.</summary>
    public DateTimeOffset? NextDue { get; private set; }

    /// <summary>Looks. Returns the limit that has just been found passed, or null.</summary>
    public PodFailure? Check(JsonObject pod, IReadOnlyDictionary<string, string> volumes, DateTimeOffset now)
    {
        if (Failure is not null) return null;
        NextDue = null;
        if (pod.Number("spec", "activeDeadlineSeconds") is { } seconds && pod.Time("status", "startTime") is { } started)
        {
            NextDue = started + TimeSpan.FromSeconds(seconds);
            if (NextDue <= now) Failure = new PodFailure(Deadline, "Pod was active on the node longer than the specified deadline");
        }

        if (Failure is null && sizes.Count > 0) CheckSizes(volumes, now);
        return Failure;
    }

    private void CheckSizes(IReadOnlyDictionary<string, string> volumes, DateTimeOffset now)
    {
        if (now >= nextSizes)
        {
            nextSizes = now + SizeInterval;
            foreach (var (name, text, limit) in sizes)
            {
                if (!volumes.TryGetValue(name, out var folder) || !IsLarger(folder, limit)) continue;
                Failure = new PodFailure(Evicted, $"Usage of EmptyDir volume \"{name}\" exceeds the limit \"{text}\".", EvictionGrace);
                return;
            }
        }

        if (NextDue is null || nextSizes < NextDue) NextDue = nextSizes;
    }

    private static bool IsLarger(string folder, decimal limit)
    {
        long bytes = 0;
        try
        {
            var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", all))
            {
                bytes += file.Length;
                if (bytes > limit) return true;
            }
        }
        catch (Exception changing) when (changing is IOException or UnauthorizedAccessException)
        {
            // The pod writes there while this looks; the next look is soon.
        }

        return false;
    }
}
