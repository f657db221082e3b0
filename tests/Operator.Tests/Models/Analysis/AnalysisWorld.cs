using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Models;
using Modelwright.Operator.Models.Analysis;
using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Models.Analysis;

/// <summary>
/// A rollout as its analysis sees it: routers and model servers that count, an operator that reads them and writes the status.
/// </summary>
internal sealed class AnalysisWorld : IMeasurementClient, IReconcileTrigger<ModelController, ObjectKey>
{
    public const string Canary = "fraud-91ab33d0";
    public const string Stable = "fraud-6f9c2a1b";

    private readonly FakeTimeProvider time = new(Samples.Start);
    private AnalysisLedger ledger;
    private MeasurementTaker taker;
    private Model model;

    public AnalysisWorld(ModelAnalysis? analysis = null)
    {
        model = Samples.Model(Samples.Spec("s3://models/fraud/a.onnx") with { Rollout = new() { Analysis = analysis ?? new() } });
        (ledger, taker) = Operator();
    }

    public AnalysisSubject Subject { get; set; } = new()
    {
        Canary = Canary,
        Stable = Stable,
        Weight = 50,
        Mirror = 0,
        Route = 1,
        StartTime = Samples.Start,
        ReadyTime = Samples.Start,
    };

    public List<PlayedRouter> Routers { get; } = [new("router-0")];

    /// <summary>What the model servers answer, by address.</summary>
    public Dictionary<string, string> Servers { get; } = [];

    public List<PodFact> Pods { get; } = [];

    /// <summary>What is answered instead; an exception for no answer.</summary>
    public Func<string, string>? Spoilt { get; set; }

    public Func<string, string>? Prometheus { get; set; }

    public List<string> Events { get; } = [];

    public List<string> Asked { get; } = [];

    public int Woken { get; private set; }

    public int Written { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public AnalysisStatus Status => model.Status?.Analysis ?? new();

    public AnalysisMetricStatus Metric(string name = "errors") => Status.Metrics!.Single(metric => metric.Name == name);

    public (AnalysisLedger, MeasurementTaker) Operator()
    {
        var memory = new AnalysisLedger(time);
        return (memory, new MeasurementTaker(this, memory, this, NullLogger<MeasurementTaker>.Instance));
    }

    /// <summary>A new operator process.</summary>
    public void Restart() => (ledger, taker) = Operator();

    /// <summary>Requests of some time, split by the weight; the routers get equal parts.</summary>
    public void Serve(long requests, double canary, double stable, double canarySlow = 0, double stableSlow = 0)
    {
        foreach (var router in Routers)
        {
            var share = requests / Routers.Count;
            router.Canary.Serve(share * Subject.Weight / 100, canary, canarySlow);
            router.Stable.Serve(share - share * Subject.Weight / 100, stable, stableSlow);
        }
    }

    public void Move(int weight, int mirror = 0)
    {
        Subject = Subject with { Weight = weight, Mirror = mirror, Route = Subject.Route + 1 };
        foreach (var router in Routers) router.Route = Subject.Route!.Value;
    }

    public ModelObserved Observe() => new()
    {
        Now = Now,
        Model = model,
        Settings = Samples.Settings,
        Pods = Pods,
        Analysis = ledger.Find(model.Metadata.Uid),
        Routers = [.. Routers.Select(router => new RouterFact
        {
            Name = router.Name, Address = router.Address, Standing = RouterStanding.Follows, Ready = true, Follows = router.Route,
        })],
    };

    /// <summary>The operator looks, until it has nothing to do now.</summary>
    public AnalysisOutcome Look()
    {
        for (var round = 0; round < 10; round++)
        {
            var outcome = AnalysisPolicy.Judge(Observe(), Subject)!;
            foreach (var emit in outcome.Effects.OfType<Emit>()) Events.Add($"{emit.Severity} {emit.Reason}: {emit.Note}");
            Write(outcome.Status!);
            var measurements = outcome.Effects.OfType<External>().ToList();
            if (measurements.Count == 0) return outcome;
            measurements.Count.ShouldBe(1);
            taker.HandleAsync(measurements[0], TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        }

        throw new InvalidOperationException("it measures without end");
    }

    /// <summary>Time passes until the next look; something happens in it.</summary>
    public AnalysisOutcome After(Action? traffic = null, TimeSpan? span = null)
    {
        traffic?.Invoke();
        time.Advance(span ?? TimeSpan.FromSeconds(30));
        return Look();
    }

    /// <summary>The same traffic, until there is a verdict or so many rounds are over.</summary>
    public AnalysisOutcome Until(Action traffic, int rounds = 400)
    {
        var outcome = Look();
        for (var round = 0; round < rounds && outcome.Verdict is AnalysisVerdict.Inconclusive or AnalysisVerdict.NoData; round++)
            outcome = After(traffic);
        return outcome;
    }

    public Task<string> RouterAsync(string @namespace, string address, string model, CancellationToken cancellationToken)
    {
        Asked.Add(address);
        var json = Routers.Single(router => router.Address == address).Json();
        return Task.FromResult(Spoilt is null ? json : Spoilt(json));
    }

    public Task<string> ServerAsync(string address, CancellationToken cancellationToken)
    {
        Asked.Add(address);
        return Task.FromResult(Spoilt is null ? Servers[address] : Spoilt(Servers[address]));
    }

    public Task<string> FeaturesAsync(string address, CancellationToken cancellationToken) =>
        throw new MeasurementException("answered 404") { Unanswered = true };

    public Task<string> QueryAsync(string query, CancellationToken cancellationToken)
    {
        Asked.Add(query);
        return Task.FromResult(Prometheus!(query));
    }

    public void Enqueue(ObjectKey key, TimeSpan? delay = null) => Woken++;

    /// <summary>As the API server keeps it: through JSON.</summary>
    private void Write(AnalysisStatus status)
    {
        var json = JsonSerializer.Serialize(status, CrdJson.Options);
        if (json == JsonSerializer.Serialize(model.Status?.Analysis, CrdJson.Options)) return;
        Written++;
        model = model with { Status = new() { Analysis = JsonSerializer.Deserialize<AnalysisStatus>(json, CrdJson.Options) } };
    }
}
