namespace Modelwright.Router.Activation;

/// <summary>How a request's time in the <see cref="WaitingRoom"/> ended.</summary>
public enum WaitOutcome
{
    /// <summary>The Model's route has changed: look again.</summary>
    Changed,

    /// <summary>As many requests wait for this Model as its route allows.</summary>
    TooMany,

    /// <summary>The requests that wait for all Models together hold as much memory as they may.</summary>
    TooLarge,

    /// <summary>No backend came in time.</summary>
    TimedOut,

    /// <summary>The client did not wait any longer.</summary>
    ClientGone,

    /// <summary>The router leaves, and there is no more time to wait.</summary>
    Leaving,
}
