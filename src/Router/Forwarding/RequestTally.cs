using Modelwright.Router.Metrics;

namespace Modelwright.Router.Forwarding;

/// <summary>Keeps, while a request is forwarded, what it will count for: the revision drawn first, and whether that one failed.</summary>
public struct RequestTally
{
    private RevisionSeries? first;
    private bool failed;

    /// <summary>An attempt goes to a revision.</summary>
    public void Attempt(RevisionSeries revision)
    {
        // A request that has to go elsewhere was failed by the revision drawn first, whatever it said.
        if (first is not null && first != revision) failed = true;
        first ??= revision;
    }

    /// <summary>An attempt failed. A server that says it did not begin is leaving, not failing, if another of its pods answers.</summary>
    public void Failed(RevisionSeries revision, AttemptFailure failure)
    {
        if (revision == first && failure is not (AttemptFailure.ClientGone or AttemptFailure.ClientBody or AttemptFailure.Refused))
            failed = true;
    }

    /// <summary>The request has ended with the answer of a revision, or with the router's instead of it.</summary>
    /// <param name="revision">The revision of the last attempt.</param>
    /// <param name="status">The status code; 0 when the client gave up.</param>
    /// <param name="response">The answer.</param>
    /// <param name="duration">From the request's head.</param>
    public readonly void Ended(RevisionSeries revision, int status, HttpResponse response, TimeSpan duration)
    {
        var answeredBadly = revision == first && status != 0 && (status >= 500 || GrpcStatus.Failed(response));
        first?.Counters.Ended(failed || answeredBadly, status == 0, duration);
    }
}
