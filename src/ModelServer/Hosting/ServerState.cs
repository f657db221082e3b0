using System.Security.Cryptography;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Rest;

namespace Modelwright.ModelServer.Hosting;

/// <summary>What the server can do at the moment. Written by the host, read by every request.</summary>
internal sealed class ServerState(RunWatch watch)
{
    private readonly Lock gate = new();
    private volatile InferenceService? service;
    private volatile bool draining;
    private bool abandoned;

    /// <summary>Names this process among all that ever served the revision: with another one, counts began anew.</summary>
    public string Start { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>The port whose requests are for administration; 0 until it is known.</summary>
    public int AdminPort { get; set; }

    /// <summary>The loaded and warm model; null until then. Stays while the server drains.</summary>
    public InferenceService? Service => service;

    /// <summary>The end was asked for: not ready, though still answering.</summary>
    public bool IsDraining => draining;

    /// <summary>Whether the process is of use: false once a run does not stop, because only a restart frees what it holds.</summary>
    public bool IsLive => !watch.IsStuck;

    /// <summary>Whether new requests are welcome.</summary>
    public bool IsReady => service is not null && !draining;

    /// <summary>The model is loaded and warm.</summary>
    public void Loaded(InferenceService loaded)
    {
        lock (gate)
            if (!abandoned) service = loaded;
    }

    /// <summary>
    /// Gives up loading: true when there was no model yet, and then there never will be, so that no request can be in flight.
    /// </summary>
    public bool TryAbandonLoading()
    {
        lock (gate) return abandoned = service is null;
    }

    /// <summary>The end was asked for.</summary>
    public void Drain() => draining = true;
}
