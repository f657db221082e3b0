using Modelwright.ModelServer.Batching;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Inspection;
using Modelwright.ModelServer.Metrics;
using Modelwright.ModelServer.Models;
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
        var service = new InferenceService(new ModelIdentity(settings.ModelName, settings.ModelVersion), model.Signature, queue, pool);
        var duration = clock.GetElapsedTime(started);
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
