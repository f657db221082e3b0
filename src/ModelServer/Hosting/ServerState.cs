using Modelwright.ModelServer.Rest;

namespace Modelwright.ModelServer.Hosting;

/// <summary>What the server can do at the moment. Written by the host, read by every request.</summary>
internal sealed class ServerState
{
    private volatile InferenceService? service;
    private volatile bool draining;

    /// <summary>The port whose requests are for administration; 0 until it is known.</summary>
    public int AdminPort { get; set; }

    /// <summary>The loaded and warm model; null until then. Stays while the server drains.</summary>
    public InferenceService? Service => service;

    /// <summary>The end was asked for: not ready, though still answering.</summary>
    public bool IsDraining => draining;

    /// <summary>Whether new requests are welcome.</summary>
    public bool IsReady => service is not null && !draining;

    /// <summary>The model is loaded and warm.</summary>
    public void Loaded(InferenceService loaded) => service = loaded;

    /// <summary>The end was asked for.</summary>
    public void Drain() => draining = true;
}
