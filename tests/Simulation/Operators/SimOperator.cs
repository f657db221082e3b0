using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Modelwright.Operator.Hosting;
using Modelwright.Operator.Models;
using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tracking;
using Modelwright.Operator.TrainingRuns.Agents;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Hosting;
using Modelwright.Runtime.Leading;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Pumping;
using Modelwright.Simulation.Oracles;
using Modelwright.Simulation.Routers;
using Modelwright.Simulation.Tracking;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Operators;

/// <summary>One operator process: the whole operator as it is shipped, on a pump of its own.</summary>
public sealed class SimOperator : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Pump process;
    private readonly SimWorld world;
    private readonly CallGate gate;
    private readonly ApiLink link;
    private readonly LogCapture log;
    private readonly ServiceProvider services;
    private Task? running;

    internal SimOperator(SimWorld world, string name, ModelwrightOptions options, Action<IServiceCollection>? change)
    {
        (this.world, Name) = (world, name);
        process = world.Clock.NewProcess();
        gate = new CallGate(name, world.Time, world.Trace) { Kill = Crash };
        link = new ApiLink(world.Server, gate, world.Time, world.Bodies is { } sink ? body => sink($"{name} {body}") : null);
        log = new LogCapture(name, world.Trace);
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(world.Time);
        collection.AddSingleton<IRouterClient>(new RouterLink(world.Routers, gate, world.Time));
        collection.AddSingleton<IMeasurementClient>(new MeasurementLink(world.Routers, gate, world.Time));
        collection.AddSingleton<IAgentClient>(new AgentLink(world.Agents, gate, world.Time));
        if (options.Tracking is { } tracking)
            collection.AddSingleton<IMlflowClient>(MlflowLink.Client(world.Mlflow, tracking, gate, world.Time));
        collection.AddModelwright(options with { Identity = name, Connection = KubeConnection.Over(link.Handler) });
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(log));
        if (options.LeaderElection) collection.AddSingleton<IEffectObserver>(new LeaseRule(world, name));
        change?.Invoke(collection);
        services = collection.BuildServiceProvider();
        world.Trace.Add(name, "starts");
        process.Post(() => running = services.GetRequiredService<OperatorHost>().RunAsync(stop.Token));
    }

    /// <summary>Its identity in the lease.</summary>
    public string Name { get; }

    /// <summary>All its calls, in order.</summary>
    public IReadOnlyList<Call> Calls => gate.Calls;

    /// <summary>Its errors so far; an operator that does its work has none.</summary>
    public IReadOnlyList<string> Errors => log.Errors;

    /// <summary>It was killed, or has ended.</summary>
    public bool HasEnded => process.IsDead || running is { IsCompleted: true };

    /// <summary>It ended because another took the lease: as it should.</summary>
    public bool LostLease => running?.Exception?.InnerException is LeadershipLostException;

    /// <summary>Why it ended, if with an error other than a lost lease.</summary>
    public Exception? Failure => LostLease ? null : running?.Exception?.InnerException;

    /// <summary>Decides what goes wrong with a call; null: nothing does.</summary>
    public Func<Call, CallFault>? Faults { get => gate.Faults; set => gate.Faults = value; }

    /// <summary>How long a call is on its way, each way; null: no time passes.</summary>
    public Func<Call, TimeSpan>? Latency { get => gate.Latency; set => gate.Latency = value; }

    /// <summary>Called before (false) and after (true) every write reaches its goal; true kills the process at that moment.</summary>
    public Func<Call, bool, bool>? Dies { get => gate.Dies; set => gate.Dies = value; }

    /// <summary>The collections that it watches, by path.</summary>
    public IReadOnlyList<string> Watches => link.Watches;

    /// <summary>The caches, for measurements.</summary>
    public CacheSet Caches => services.GetRequiredService<CacheSet>();

    /// <summary>Holds a watch's events back, or lets them come.</summary>
    public void Hold(string path, bool hold) => link.Hold(path, hold);

    /// <summary>Breaks the connections of watches.</summary>
    public void BreakWatches(string? path = null) => link.Break(path);

    /// <summary>From this very moment on the process does nothing more.</summary>
    public void Crash()
    {
        if (process.IsDead) return;
        world.Trace.Add(Name, "crashes");
        process.Kill();
        link.Dispose();
    }

    /// <summary>Stops it where it is; time passes without it.</summary>
    public void Pause()
    {
        world.Trace.Add(Name, "pauses");
        world.Clock.Pause(process);
    }

    /// <summary>Lets it go on.</summary>
    public void Resume()
    {
        world.Trace.Add(Name, "resumes");
        world.Clock.Resume(process);
    }

    /// <summary>Asks it to stop, as SIGTERM does.</summary>
    public void Stop()
    {
        world.Trace.Add(Name, "is asked to stop");
        process.Post(stop.Cancel);
    }

    /// <summary>Makes it look at a Model although nothing changed.</summary>
    public void Look(string @namespace, string model) => process.Post(() =>
        services.GetRequiredService<IReconcileTrigger<ModelController, ObjectKey>>().Enqueue(new ObjectKey(@namespace, model)));

    /// <inheritdoc />
    public void Dispose()
    {
        process.Kill();
        link.Dispose();
        services.Dispose();
        stop.Dispose();
    }
}
