using Microsoft.ML.OnnxRuntime;

namespace Modelwright.ModelServer.Execution;

/// <summary>One run in progress, with what it takes to stop it. Used again for another run once it ended by itself.</summary>
internal sealed class WatchedRun : IDisposable
{
    private readonly List<CancellationToken> clients = [];

    /// <summary>What ONNX Runtime looks at between operators.</summary>
    public RunOptions Options { get; } = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };

    /// <summary>When it began, as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public long Started { get; private set; }

    /// <summary>Why it was told to stop.</summary>
    public RunStop Stop { get; private set; }

    /// <summary>Whether all who waited for its answer have gone.</summary>
    public bool IsAbandoned
    {
        get
        {
            foreach (var client in clients)
                if (!client.IsCancellationRequested) return false;
            return true;
        }
    }

    /// <summary>A run begins, for these clients.</summary>
    public void Begin(ReadOnlySpan<CancellationToken> waiting, long timestamp)
    {
        clients.Clear();
        clients.AddRange(waiting);
        Started = timestamp;
    }

    /// <summary>Tells the run to stop; it does so before its next operator.</summary>
    public void Terminate(RunStop reason)
    {
        Stop = reason;
        Options.Terminate = true;
    }

    /// <inheritdoc />
    public void Dispose() => Options.Dispose();
}
