using System.Globalization;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Outputs;
using Prometheus;

namespace Modelwright.ModelServer.Metrics;

/// <summary>
/// The server's own series; every one carries the labels <c>model_name</c>, <c>model_version</c> and <c>model_revision</c>.
/// </summary>
internal sealed class ServerMetrics : IRunObserver
{
    private const int CodeCount = 600;

    private readonly CollectorRegistry registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly Counter requests;
    private readonly Counter.Child?[] requestsByCode = new Counter.Child?[CodeCount];
    private readonly Counter inferences;
    private readonly Counter executions;
    private readonly Histogram requestDuration;
    private readonly Histogram queueDuration;
    private readonly Gauge queueSize;
    private readonly Histogram.Child inputStage;
    private readonly Histogram.Child computeStage;
    private readonly Histogram.Child outputStage;
    private readonly Histogram batchSize;
    private readonly Gauge loadSeconds;
    private readonly Gauge memoryBytes;
    private readonly Gauge info;
    private readonly Gauge ready;
    private readonly Counter stopped;
    private readonly Counter predictions;

    public ServerMetrics(string model, string version, string revision)
    {
        registry.SetStaticLabels(new Dictionary<string, string>
        {
            ["model_name"] = model,
            ["model_version"] = version,
            ["model_revision"] = revision,
        });
        var factory = Factory;
        var seconds = new HistogramConfiguration
        {
            Buckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        };
        requests = factory.CreateCounter("modelserver_requests_total", "Inference requests answered, by protocol and status code.",
            "protocol", "code");
        inferences = factory.CreateCounter("modelserver_inferences_total", "Rows predicted.");
        executions = factory.CreateCounter("modelserver_executions_total", "Runs of the model; rows divided by runs is the mean batch.");
        stopped = factory.CreateCounter("modelserver_runs_stopped_total",
            "Runs that were stopped: their time was over (deadline), or nobody waited any more (abandoned).", "reason");
        predictions = factory.CreateCounter("modelserver_predictions_total",
            "Values predicted, of all elements of an output, by kind: number, nan, infinite, category, other. More on /v1/outputs.",
            "output", "kind");
        requestDuration = factory.CreateHistogram("modelserver_request_duration_seconds", "Time from request to answer.", seconds);
        queueDuration = factory.CreateHistogram("modelserver_queue_duration_seconds", "Time that requests waited for a run.", seconds);
        queueSize = factory.CreateGauge("modelserver_queue_size", "Requests that wait for a run.");
        var stages = factory.CreateHistogram("modelserver_stage_duration_seconds", "Time by stage: input, compute, output.", ["stage"],
            seconds);
        (inputStage, computeStage, outputStage) = (stages.WithLabels("input"), stages.WithLabels("compute"), stages.WithLabels("output"));
        batchSize = factory.CreateHistogram(
            "modelserver_batch_size", "Rows per run.", new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(1, 2, 11) });
        loadSeconds = factory.CreateGauge("modelserver_model_load_seconds", "Time to read, inspect, load and warm the model.");
        memoryBytes = factory.CreateGauge("modelserver_model_memory_bytes", "Resident memory that loading and warming the model added.");
        info = factory.CreateGauge("modelserver_model_info", "1 for the model that is loaded.", "digest", "format");
        ready = factory.CreateGauge("modelserver_ready", "1 while the server is ready for requests.");
    }

    /// <summary>Makes series with the same labels.</summary>
    public MetricFactory Factory => Prometheus.Metrics.WithCustomRegistry(registry);

    /// <summary>Does something whenever the series are collected.</summary>
    public void BeforeCollect(Action action) => registry.AddBeforeCollectCallback(action);

    /// <summary>An inference request was answered.</summary>
    public void Answered(int code, TimeSpan duration)
    {
        (requestsByCode[code] ??= requests.WithLabels("rest", code.ToString(CultureInfo.InvariantCulture))).Inc();
        requestDuration.Observe(duration.TotalSeconds);
    }

    /// <summary>A request was read.</summary>
    public void Parsed(TimeSpan duration) => inputStage.Observe(duration.TotalSeconds);

    /// <summary>An answer was written.</summary>
    public void Written(TimeSpan duration) => outputStage.Observe(duration.TotalSeconds);

    /// <inheritdoc />
    public void Started(TimeSpan waited) => queueDuration.Observe(waited.TotalSeconds);

    /// <inheritdoc />
    public void Ran(TimeSpan duration, int rows)
    {
        computeStage.Observe(duration.TotalSeconds);
        executions.Inc();
        inferences.Inc(rows);
        batchSize.Observe(rows);
    }

    /// <inheritdoc />
    public void Stopped(RunStop reason) => stopped.WithLabels(reason == RunStop.Deadline ? "deadline" : "abandoned").Inc();

    /// <summary>The model is loaded and warm.</summary>
    public void Loaded(string digest, TimeSpan duration, long bytes)
    {
        info.WithLabels(digest, "onnx").Set(1);
        loadSeconds.Set(duration.TotalSeconds);
        memoryBytes.Set(bytes);
    }

    /// <summary>Reads these two whenever the series are collected.</summary>
    public void Observe(Func<int> queueLength, Func<bool> isReady) => registry.AddBeforeCollectCallback(() =>
    {
        queueSize.Set(queueLength());
        ready.Set(isReady() ? 1 : 0);
    });

    /// <summary>Reads these whenever the series are collected.</summary>
    public void Observe(OutputCounters counters) => registry.AddBeforeCollectCallback(() =>
    {
        foreach (var output in counters.Totals().GroupBy(totals => totals.Name))
        {
            Predicted(output.Key, "number", output.Sum(totals => totals.Bins.Sum(bin => bin.Value)));
            Predicted(output.Key, "nan", output.Sum(totals => totals.NaN));
            Predicted(output.Key, "infinite", output.Sum(totals => totals.Infinite));
            Predicted(output.Key, "category", output.Sum(totals => totals.Values.Sum(value => value.Value)));
            Predicted(output.Key, "other", output.Sum(totals => totals.Other));
        }
    });

    /// <summary>Writes all series in Prometheus' text format.</summary>
    public Task WriteAsync(Stream stream, CancellationToken cancellation) => registry.CollectAndExportAsTextAsync(stream, cancellation);

    // What has never happened has no series.
    private void Predicted(string output, string kind, long count)
    {
        if (count > 0) predictions.WithLabels(output, kind).IncTo(count);
    }
}
