using System.Net;

namespace Modelwright.ModelServer.Settings;

/// <summary>Everything a model server can be told, with the defaults.</summary>
internal sealed record ServerSettings
{
    /// <summary>The name in <c>/v2/models/{name}</c>.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version in answers and in <c>/versions/{v}</c>.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The ONNX file.</summary>
    public required string ModelFile { get; init; }

    /// <summary>Label of every metric.</summary>
    public required string Revision { get; init; }

    /// <summary>Rows joined in one run; 1: no batching.</summary>
    public int MaxBatchSize { get; init; } = 32;

    /// <summary>Runs before the model is ready.</summary>
    public int WarmupRequests { get; init; } = 1;

    /// <summary>How long to keep serving, not ready, after SIGTERM.</summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long requests in flight may take after that.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest request body in bytes, counted after decompression.</summary>
    public int MaxRequestBytes { get; init; } = 64 << 20;

    /// <summary>Bytes that requests may hold at the same time; further ones are answered 503.</summary>
    public long MaxBufferedBytes { get; init; } = 512L << 20;

    /// <summary>The largest model file in bytes.</summary>
    public long MaxModelBytes { get; init; } = int.MaxValue - 1024;

    /// <summary>Requests that may wait for a run; further ones are answered 503.</summary>
    public int QueueCapacity { get; init; } = 512;

    /// <summary>Runs at the same time; each uses <see cref="IntraOpThreads"/> threads.</summary>
    public int ConcurrentRuns { get; init; } = Environment.ProcessorCount;

    /// <summary>How long a run may take, and a request may wait for one, before it is answered 504.</summary>
    public TimeSpan RunTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a run that was told to stop may go on before the server says that it is not live.</summary>
    public TimeSpan RunGrace { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Threads of one run.</summary>
    public int IntraOpThreads { get; init; } = 1;

    /// <summary>Whether to count what the model predicts.</summary>
    public bool OutputCounters { get; init; } = true;

    /// <summary>The reference profile of the model's version; null: it has none.</summary>
    public string? ProfileFile { get; init; }

    /// <summary>Names of columns whose unseen values are not shown.</summary>
    public IReadOnlyCollection<string> Redacted { get; init; } = [];

    /// <summary>The keys that tokens of predictions are signed with, one a line; null: no feedback is taken.</summary>
    public string? FeedbackKeyFile { get; init; }

    /// <summary>How long after a prediction its label may come.</summary>
    public TimeSpan FeedbackMaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Where to listen; null: all addresses.</summary>
    public IPAddress? BindAddress { get; init; }

    /// <summary>The port of the inference protocol; 0: any free one.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The port of metrics and health; 0: any free one.</summary>
    public int AdminPort { get; init; } = 8081;

    /// <summary>The file that takes the reason of the end.</summary>
    public string TerminationLog { get; init; } = "/dev/termination-log";

    /// <summary>The least important messages to log.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Load and warm the model, report its signature and exit.</summary>
    public bool Verify { get; init; }
}
