namespace Modelwright.Router.Forwarding;

/// <summary>
/// When a request is sent again. Sure that nothing was executed (no connection, or refused): up to three more times, whatever the request.
/// Not sure (the connection ended before a response): a pure request once, and when that ends the same way once more on another revision,
/// if one has weight: the drawn one is dying. Never after the client saw a part of a response, after a timeout, or because of a status
/// code. A body must be available from its start.
/// </summary>
public static class RetryPolicy
{
    /// <summary>Attempts in all.</summary>
    public const int MaxAttempts = 4;

    /// <summary>From this attempt on another revision is tried, when one has weight: the chosen one had its chances.</summary>
    public const int FirstAttemptElsewhere = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether the request may be sent again after attempt number <paramref name="attempt"/> (from 1).</summary>
    /// <param name="failure">Why that attempt failed.</param>
    /// <param name="attempt">Its number.</param>
    /// <param name="pure">Whether executing it twice changes nothing.</param>
    /// <param name="uncertain">How many attempts of this request, that one included, ended without anyone knowing whether it was
    /// executed.</param>
    /// <param name="isElsewhere">Whether the next attempt goes to another revision.</param>
    public static bool MayRetry(AttemptFailure failure, int attempt, bool pure, int uncertain, bool isElsewhere) =>
        attempt < MaxAttempts && failure switch
        {
            AttemptFailure.Connect or AttemptFailure.Refused => uncertain == 0 || pure,
            AttemptFailure.Closed => pure && (uncertain <= 1 || (uncertain == 2 && isElsewhere)),
            _ => false,
        };

    /// <summary>
    /// How long to wait before the next attempt: none after a closed connection, else growing, as endpoints need time to change.
    /// </summary>
    public static TimeSpan Pause(AttemptFailure failure, int attempt) =>
        failure == AttemptFailure.Connect ? FirstPause * Math.Pow(3, attempt - 1) : TimeSpan.Zero;
}
