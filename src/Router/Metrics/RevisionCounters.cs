using System.Text.Json.Nodes;

namespace Modelwright.Router.Metrics;

/// <summary>
/// What the operator's analysis rests on, counted since the router's start. A request belongs to the revision that was drawn for it first,
/// whoever answered in the end, so that both sides of a comparison are what the draw made them. Safe for many threads.
/// </summary>
public sealed class RevisionCounters
{
    private readonly long[] latency = new long[LatencyBins.Count];
    private readonly long[] copies = new long[Enum.GetValues<MirrorOutcome>().Length];
    // One of these per request, so that their sum is the number of requests at any moment of reading.
    private long answered;
    private long failures;
    private long canceled;
    private long sent;

    /// <summary>Counts a request that has ended.</summary>
    /// <param name="failed">Whether the revision failed, at least in one attempt.</param>
    /// <param name="isCanceled">Whether the client gave up; counts only where the revision did not fail.</param>
    /// <param name="duration">From the request's head to the end, as far as it came.</param>
    public void Ended(bool failed, bool isCanceled, TimeSpan duration)
    {
        Interlocked.Increment(ref latency[LatencyBins.Of(duration)]);
        if (failed) Interlocked.Increment(ref failures);
        else if (isCanceled) Interlocked.Increment(ref canceled);
        else Interlocked.Increment(ref answered);
    }

    /// <summary>Counts a copy that is sent to this revision.</summary>
    public void CopySent() => Interlocked.Increment(ref sent);

    /// <summary>Counts what became of a copy.</summary>
    public void CopyEnded(MirrorOutcome outcome) => Interlocked.Increment(ref copies[(int)outcome]);

    /// <summary>The counts as the operator reads them.</summary>
    public JsonObject ToJson(string revision)
    {
        var (failed, gone) = (Interlocked.Read(ref failures), Interlocked.Read(ref canceled));
        var bins = Enumerable.Range(0, LatencyBins.Count).Select(bin => (Bin: bin, Count: Interlocked.Read(ref latency[bin])));
        var (unanswered, agreed) = (Copies(MirrorOutcome.Failed), Copies(MirrorOutcome.Agreed));
        var disagreed = Copies(MirrorOutcome.Disagreed) + unanswered;
        return new JsonObject
        {
            ["revision"] = revision,
            ["requests"] = Interlocked.Read(ref answered) + failed + gone,
            ["failures"] = failed,
            ["canceled"] = gone,
            ["latency"] = new JsonArray([.. bins.Where(b => b.Count > 0).Select(b => new JsonArray(b.Bin, b.Count))]),
            ["mirror"] = new JsonObject
            {
                ["sent"] = Interlocked.Read(ref sent),
                ["compared"] = agreed + disagreed,
                ["disagreed"] = disagreed,
                ["failed"] = unanswered,
                ["dropped"] = Copies(MirrorOutcome.Dropped),
                ["skipped"] = Copies(MirrorOutcome.Skipped),
            },
        };
    }

    private long Copies(MirrorOutcome outcome) => Interlocked.Read(ref copies[(int)outcome]);
}
