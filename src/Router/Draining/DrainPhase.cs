namespace Modelwright.Router.Draining;

/// <summary>Where the router is between start and end.</summary>
public enum DrainPhase
{
    /// <summary>The cold-start routes are being read; not ready.</summary>
    Starting,

    /// <summary>Ready.</summary>
    Serving,

    /// <summary>Asked to stop; not ready, but answering as before, because clients learn of it only after a while.</summary>
    Leaving,

    /// <summary>Every answer closes its connection.</summary>
    Closing,
}
