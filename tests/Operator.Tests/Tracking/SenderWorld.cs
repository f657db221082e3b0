using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments;
using Modelwright.Operator.Tracking;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Pumping;

namespace Modelwright.Operator.Tests.Tracking;

/// <summary>A process that sends records to a played server, in virtual time.</summary>
internal sealed class SenderWorld : IReconcileTrigger<TrainingRunController, ObjectKey>, IReconcileTrigger<ExperimentController, ObjectKey>
{
    private readonly Simulation simulation = new();
    private readonly Pump process;
    private readonly CancellationTokenSource stop = new();

    public SenderWorld()
    {
        Server = new(Store);
        var time = simulation.Time;
        Queue = new(Ledger, time);
        Tracking = new(Settings, Ledger, Queue, time);
        var client = new HttpMlflowClient(new HttpMessageInvoker(Server), Settings.Server, new(null, time), time);
        var sender = new RecordSender(Settings, Queue, new(client), Ledger, time, this, this, NullLogger<RecordSender>.Instance);
        process = simulation.NewProcess();
        _ = process.StartAsync(() => sender.RunAsync(_ => { }, stop.Token));
    }

    public static TrackingSettings Settings { get; } = new() { Server = new("http://mlflow:5000") };

    public PlayedMlflowStore Store { get; } = new();

    public StoreHandler Server { get; }

    public TrackingLedger Ledger { get; } = new();

    public RecordQueue Queue { get; }

    public ObjectTracking Tracking { get; }

    /// <summary>How often a controller was woken.</summary>
    public int Told { get; private set; }

    public TrainingTracking? Status => Ledger.Find(Records.Uid)?.Tracking;

    public void Enqueue(ObjectKey key, TimeSpan? delay = null) => Told++;

    /// <summary>A plan's effect is carried out, if there is one.</summary>
    public bool Send(TrackingRecord record)
    {
        var (_, effect) = TrackingPolicy.Decide(Status, Ledger.Find(record.Uid), record);
        if (effect is not null)
            process.Post(() => Queue.HandleAsync(effect, CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue());
        return effect is not null;
    }

    /// <summary>Something happens on the process's own thread.</summary>
    public void Do(Action action)
    {
        process.Post(action);
        RunFor(0);
    }

    public void RunFor(double seconds) => simulation.RunFor(TimeSpan.FromSeconds(seconds));
}
