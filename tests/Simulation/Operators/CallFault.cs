namespace Modelwright.Simulation.Operators;

/// <summary>What goes wrong with a call.</summary>
public enum CallFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The connection is refused; the other side never sees the call.</summary>
    Refused,

    /// <summary>500, before anything was done.</summary>
    ServerError,

    /// <summary>409, before anything was done.</summary>
    Conflict,

    /// <summary>429 with Retry-After.</summary>
    TooManyRequests,

    /// <summary>Nothing is done, and no answer comes.</summary>
    Silent,

    /// <summary>It is done, but the answer is lost.</summary>
    Lost,
}
