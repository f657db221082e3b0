using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Operator.Models;
using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Operator.Models.Monitoring;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Operator.Tests.Models.Monitoring;

/// <summary>A Model that serves, requests that its pods count, and an operator that reads them by whole plans.</summary>
internal sealed class MonitoringWorld : IMeasurementClient, IReconcileTrigger<ModelController, ObjectKey>
{
    private readonly FakeTimeProvider time = new(Samples.Start);
    private readonly RandomStream random;
    private MonitoringLedger ledger;
    private FeatureTaker taker;

    public MonitoringWorld(ModelMonitoring monitoring, int replicas = 2, ulong seed = 1)
    {
        random = RandomStream.Of(seed, 42);
        var spec = Samples.Spec("s3://models/fraud/a.onnx", Samples.Digest('a'), replicas);
        Cluster = new(Samples.Model(spec with { Monitoring = monitoring }));
        (ledger, taker) = Operator();
        Cluster.Settle();
        Look();
    }

    public ClusterSketch Cluster { get; }

    public ModelStatus Status => Cluster.Status;

    public DriftStatus Drift => Status.Drift!;

    public IEnumerable<string> Alarms => Cluster.Events.Where(note => note.Contains(" Drift", StringComparison.Ordinal)
        || note.Contains(" DataQuality", StringComparison.Ordinal) || note.Contains(" Performance", StringComparison.Ordinal));

    /// <summary>By the pod's name, which is its address as well.</summary>
    public Dictionary<string, PlayedServer> Servers { get; } = new(StringComparer.Ordinal);

    public int Asked { get; private set; }

    private (MonitoringLedger, FeatureTaker) Operator()
    {
        var memory = new MonitoringLedger(time);
        return (memory, new(this, memory, this, NullLogger<FeatureTaker>.Instance));
    }

    /// <summary>A new operator process.</summary>
    public void Restart()
    {
        (ledger, taker) = Operator();
        Cluster.Monitoring = null;
    }

    /// <summary>Time passes and requests come, in so many equal steps; the operator looks after each.</summary>
    public void Pass(TimeSpan span, int rows, int steps, PlayedWorld? world = null)
    {
        for (var step = 0; step < steps; step++)
        {
            Serve(rows / steps + (step < rows % steps ? 1 : 0), world);
            time.Advance(span / steps);
            Look();
        }
    }

    /// <summary>Requests come to the pods that serve, evenly.</summary>
    public void Serve(int rows, PlayedWorld? world = null)
    {
        List<PlayedServer> own = [.. Servers.Values.Where(server => server.Revision == Status.StableRevision)];
        for (var index = 0; index < own.Count; index++)
            own[index].Serve(rows / own.Count + (index < rows % own.Count ? 1 : 0), random, world ?? new());
    }

    /// <summary>The operator looks, until it has nothing to do now.</summary>
    public void Look()
    {
        for (var round = 0; round < 10; round++)
        {
            Cluster.Now = time.GetUtcNow();
            foreach (var pod in Cluster.Deployments.Values.SelectMany(deployment => deployment.Pods))
            {
                if (pod.Address is not null) continue;
                (pod.Address, pod.CreatedTime) = (pod.Name, Cluster.Now);
                Servers[pod.Name] = new(pod.Fact().Revision);
            }

            Cluster.Settle();
            foreach (var reading in Cluster.Readings.Take(1))
                taker.HandleAsync(reading, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            var read = Cluster.Readings.Count > 0;
            Cluster.Readings.Clear();
            Cluster.Monitoring = ledger.Find(Cluster.Model.Metadata.Uid);
            if (!read) return;
        }

        throw new InvalidOperationException("it reads without end");
    }

    public Task<string> FeaturesAsync(string address, CancellationToken cancellationToken)
    {
        Asked++;
        return Servers.TryGetValue(address, out var server) && !server.Down
            ? Task.FromResult(server.Json())
            : throw new MeasurementException("the connection was refused") { Unanswered = true };
    }

    public Task<string> RouterAsync(string @namespace, string address, string model, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string> ServerAsync(string address, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> QueryAsync(string query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Enqueue(ObjectKey key, TimeSpan? delay = null)
    {
    }
}
