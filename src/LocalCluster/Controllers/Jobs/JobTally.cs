using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Jobs;

/// <summary>
/// The counters of a Job's status. A pod's end is noted in <c>uncountedTerminatedPods</c> before its finalizer goes and is counted after,
/// so that a crash in between neither loses nor doubles it.
/// </summary>
internal sealed class JobTally
{
    /// <summary>So many ends are noted at most in one step; the rest follows.</summary>
    private const int Most = 500;

    private readonly JsonObject status;
    private readonly List<string> succeeded;
    private readonly List<string> failed;

    public JobTally(JsonObject status)
    {
        this.status = status;
        succeeded = [.. status.Texts("uncountedTerminatedPods", "succeeded")];
        failed = [.. status.Texts("uncountedTerminatedPods", "failed")];
    }

    public bool IsFull => succeeded.Count + failed.Count >= Most;

    public long Succeeded => (status.Number("succeeded") ?? 0) + succeeded.Count;

    public long Failed => (status.Number("failed") ?? 0) + failed.Count;

    public bool Knows(JsonObject pod) => succeeded.Contains(pod.Uid()) || failed.Contains(pod.Uid());

    public void NoteSuccess(JsonObject pod)
    {
        if (!Knows(pod)) succeeded.Add(pod.Uid());
    }

    public void NoteFailure(JsonObject pod)
    {
        if (!Knows(pod)) failed.Add(pod.Uid());
    }

    /// <summary>Counts those of the noted pods whose finalizer is gone.</summary>
    public void Settle(IReadOnlySet<string> tracked)
    {
        Count("succeeded", succeeded.RemoveAll(uid => !tracked.Contains(uid)));
        Count("failed", failed.RemoveAll(uid => !tracked.Contains(uid)));
    }

    /// <summary>Writes the notes into the status.</summary>
    public void Write()
    {
        var notes = new JsonObject();
        if (succeeded.Count > 0) notes["succeeded"] = List(succeeded);
        if (failed.Count > 0) notes["failed"] = List(failed);
        status["uncountedTerminatedPods"] = notes;
    }

    private static JsonArray List(List<string> uids) => new([.. uids.Select(uid => (JsonNode)uid)]);

    private void Count(string counter, int more)
    {
        if (more > 0) status[counter] = (status.Number(counter) ?? 0) + more;
    }
}
