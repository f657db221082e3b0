using Modelwright.ModelServer.Batching;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Features;
using Modelwright.ModelServer.Feedback;
using Modelwright.ModelServer.Inspection;
using Modelwright.ModelServer.Metrics;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Outputs;
using Modelwright.ModelServer.Rest;
using Modelwright.ModelServer.Settings;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Hosting;

/// <summary>A model with everything around it that lives as long as it does.</summary>
internal sealed record LoadedModel(
    ServedModel Model, TensorPool Pool, InferenceQueue Queue, InferenceService Service, BatchDecision Batching,
    WarmUp WarmUp, TimeSpan LoadTime)
    : IDisposable
{
    // Each has at most 700 kB of counters.
    private const int MaxStripes = 8;

    /// <summary>
    /// Loads and warms the model of the settings; throws <see cref="ModelRefusedException"/> or <see cref="ModelLoadException"/>.
    /// </summary>
    public static LoadedModel Load(ServerSettings settings, ServerMetrics metrics, RunWatch watch, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        var memory = Environment.WorkingSet;
        var model = ModelLoader.Load(settings.ModelFile, settings.MaxModelBytes, settings.IntraOpThreads);
        var pool = new TensorPool();
        var mixing = RowAnalysis.WhyNotRowWise(model.Outline);
        var runner = new ModelRunner(model.Session, model.Signature, watch, pool, shapesFollow: mixing is null);
        var warmUp = WarmUp.Run(runner, model.Signature, pool, settings.WarmupRequests, clock);
        MakeRoomForRuns(settings.ConcurrentRuns, warmUp.RunTime);
        var batching = BatchDecision.Make(settings.MaxBatchSize, mixing, model.Signature, runner, pool, warmUp.Size, clock);
        var limits = new QueueLimits(settings.QueueCapacity, settings.ConcurrentRuns, batching.MaxRows, settings.RunTimeout);
        var queue = new InferenceQueue(runner, model.Signature, pool, limits, metrics, clock);
        var stripes = Math.Min(Environment.ProcessorCount, MaxStripes);
        var counters = settings.OutputCounters ? new OutputCounters(model.Signature, stripes) : null;
        var identity = new ModelIdentity(settings.ModelName, settings.ModelVersion);
        var service = new InferenceService(identity, model.Signature, queue, pool, counters)
        {
            Features = FeatureMonitor.Make(settings, model.Signature, stripes),
            Feedback = FeedbackDesk.Make(settings, model.Signature, clock),
        };
        var duration = clock.GetElapsedTime(started);
        if (counters is not null) metrics.Observe(counters);
        MonitoringMetrics.Observe(metrics, service);
        metrics.Loaded(model.Digest, duration, Math.Max(0, Environment.WorkingSet - memory));
        return new LoadedModel(model, pool, queue, service, batching, warmUp, duration);
    }

    // A long run occupies its thread; probes and other requests need threads beside it, and at once.
    private static void MakeRoomForRuns(int concurrentRuns, TimeSpan runTime)
    {
        if (runTime < TimeSpan.FromMilliseconds(1)) return;
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + concurrentRuns), completions);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Pool.Dispose();
        Model.Dispose();
    }
}
