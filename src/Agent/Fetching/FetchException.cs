namespace Modelwright.Agent.Fetching;

/// <summary>A fetch cannot go on. The message is for the person who applied the Model.</summary>
public sealed class FetchException : Exception
{
    /// <summary>A failure that another attempt would not change.</summary>
    public FetchException(FetchReason reason, string message, Exception? inner = null) : base(message, inner) => Reason = reason;

    /// <summary>Which kind of failure.</summary>
    public FetchReason Reason { get; }

    /// <summary>Whether another attempt may succeed.</summary>
    public bool IsTransient { get; private init; }

    /// <summary>A failure that may be gone at the next attempt; its reason is <see cref="FetchReason.Unreachable"/>.</summary>
    public static FetchException Transient(string message, Exception? inner = null) =>
        new(FetchReason.Unreachable, message, inner) { IsTransient = true };
}
