namespace Modelwright.Router.Metrics;

/// <summary>What became of a request that was due to be copied.</summary>
public enum MirrorOutcome
{
    /// <summary>Both answers say the same.</summary>
    Agreed,

    /// <summary>Both answered, and not the same.</summary>
    Disagreed,

    /// <summary>The copy had no answer, or one that says that the server failed, where the real request succeeded.</summary>
    Failed,

    /// <summary>The copy was sent, but the answers could not be compared: one was too large, or encoded in an unknown way.</summary>
    Skipped,

    /// <summary>No copy was sent: too many were under way, they held too much memory, or the request was too large to be kept.</summary>
    Dropped,
}
