using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Hosting;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Pumping;

namespace Modelwright.Runtime.Tests.Servers;

/// <summary>One operator process of a test cluster.</summary>
internal sealed class TestOperator
{
    private readonly CancellationTokenSource stop = new();
    private readonly Pump process;
    private readonly TestCluster cluster;
    private Task? running;

    public TestOperator(TestCluster cluster, Action<OperatorBuilder> build, Action<OperatorOptions>? configure)
    {
        this.cluster = cluster;
        Client = new ClusterClient(cluster.Server);
        process = cluster.Simulation.NewProcess();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(cluster.Simulation.Time);
        var builder = services.AddKubernetesOperator(options =>
        {
            options.Name = "sample";
            options.AnnotationPrefix = "sample.io";
            options.Identity = "one";
            options.Seed = 1;
            options.Connection = KubeConnection.Over(Client.Handler);
            options.LeaderElection.Enabled = false;
            configure?.Invoke(options);
        });
        build(builder);
        services.AddSingleton(this);
        Services = services.BuildServiceProvider();
        process.Post(() => running = Services.GetRequiredService<OperatorHost>().RunAsync(stop.Token));
    }

    public ServiceProvider Services { get; }

    public ClusterClient Client { get; }

    public bool HasEnded => running is { IsCompleted: true };

    public Exception? Error => running?.Exception?.InnerException;

    /// <summary>The writes among the requests so far.</summary>
    public IReadOnlyList<string> Writes => [.. Client.Requests.Where(request => !request.StartsWith("GET", StringComparison.Ordinal))];

    /// <summary>Does something on the operator's pump.</summary>
    public void Run(Action<IServiceProvider> action)
    {
        process.Post(() => action(Services));
        cluster.Simulation.RunUntilIdle();
    }

    /// <summary>Carries out a plan on the operator's pump, and lets the caches catch up.</summary>
    public ExecutionSummary Execute(Plan plan, ObjectReference? subject = null)
    {
        var scope = new ExecutionScope("sample/test", new NoLog()) { Subject = subject };
        var summary = cluster.Simulation.Complete(process,
            () => Services.GetRequiredService<EffectExecutor>().ExecuteAsync(plan, scope, CancellationToken.None));
        cluster.Simulation.RunUntilIdle();
        return summary;
    }

    /// <summary>From this very moment on the process does nothing more.</summary>
    public void Crash() => process.Kill();

    /// <summary>Asks it to stop and waits until it has.</summary>
    public void Stop()
    {
        process.Post(stop.Cancel);
        cluster.Simulation.RunUntil(() => HasEnded, TimeSpan.FromMinutes(2)).ShouldBeTrue();
        running!.GetAwaiter().GetResult();
    }

    private sealed class NoLog : IWriteLog
    {
        public void Wrote(ResourceType type, KubeObject written)
        {
        }

        public void Deleted(ResourceType type, ObjectKey key, string uid)
        {
        }
    }
}
