using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Controllers.Deployments;
using Modelwright.LocalCluster.Controllers.Endpoints;
using Modelwright.LocalCluster.Controllers.GarbageCollection;
using Modelwright.LocalCluster.Controllers.Jobs;
using Modelwright.LocalCluster.Controllers.Namespaces;
using Modelwright.LocalCluster.Controllers.ReplicaSets;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;
using Modelwright.Operator;
using Modelwright.Operator.Hosting;
using Modelwright.Operator.Routers;
using Modelwright.Runtime.Pumping;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Operators;
using Modelwright.Simulation.Oracles;
using Modelwright.Simulation.Routers;
using Modelwright.Simulation.Tracking;

namespace Modelwright.Simulation.Worlds;

/// <summary>
/// A whole cluster with its operators on one thread in virtual time: the API server's core, the cluster's controllers, a node that plays
/// pods, routers, and any number of operators. The same options and the same calls give the same history, to the letter.
/// </summary>
public sealed class SimWorld : IDisposable
{
    private static readonly RouterKey Key = MakeKey();
    private readonly SimOptions options;
    private readonly SimNode node;
    private readonly List<SimOperator> operators = [];
    private readonly int seed;

    /// <summary>A cluster without an operator.</summary>
    public SimWorld(SimOptions? options = null)
    {
        this.options = options ?? new SimOptions();
        seed = this.options.Seed ?? 0;
        Clock = new Runtime.Pumping.Simulation(this.options.Seed);
        Trace = new Trace(Time);
        Random = new Random(seed);
        Server = new ApiServer(new Store(), new ApiServerOptions
        {
            Clock = Time,
            Random = new Random(seed + 1),
            Anonymous = UserInfo.Admin,
        });
        Admin = Server.Client("kubectl");
        Routers = new RouterNetwork(Time, Trace);
        var api = Server.Client("kube-controller-manager");
        Routers.Served = Served;
        var programs = new PodPrograms(api, Models, new DataLooks(Models, Copies), new AgentPrograms(Models, Agents), Routers);
        node = new SimNode(Server.Client("kubelet"), programs, Time);
        Agents.Asked += node.Finish;
        Install();
        _ = new ControllerTurns(
        [
            new NamespaceController(api, Time, NullLogger.Instance),
            new GarbageCollector(api, Time, NullLogger.Instance),
            new DeploymentController(api, Time, NullLogger.Instance),
            new ReplicaSetController(api, Time, NullLogger.Instance),
            new JobController(api, Time, NullLogger.Instance),
            new EndpointsController(api, Time, NullLogger.Instance),
            node,
        ], Time, Clock.NewProcess());
        Clock.RunUntilIdle();
        Admin.Changed += change => Trace.Add("store",
            $"{change.Revision} {change.Type} {change.Resource.Plural} {change.Object.Namespace()}/{change.Object.Name()}");
        Invariants = new Invariants(this);
        Clock.Stepped += Invariants.Enforce;
    }

    /// <summary>The processes and their clock.</summary>
    public Runtime.Pumping.Simulation Clock { get; }

    /// <summary>The clock alone.</summary>
    public VirtualTimeProvider Time => Clock.Time;

    /// <summary>What happened.</summary>
    public Trace Trace { get; }

    /// <summary>Chance, for whoever plays user or fault.</summary>
    public Random Random { get; }

    /// <summary>The API server.</summary>
    public ApiServer Server { get; }

    /// <summary>The API server, as a person uses it.</summary>
    public IClusterApi Admin { get; }

    /// <summary>The files behind the URIs.</summary>
    public ModelStore Models { get; } = new();

    /// <summary>The copies of data.</summary>
    public DataCopies Copies { get; } = new();

    /// <summary>The agents beside containers that train.</summary>
    public SimAgents Agents { get; } = new();

    /// <summary>The MLflow server.</summary>
    public SimMlflow Mlflow { get; } = new();

    /// <summary>The router processes.</summary>
    public RouterNetwork Routers { get; }

    /// <summary>The Gateway API, where it is installed.</summary>
    public SimGateways? Gateways { get; internal set; }

    /// <summary>What must never happen.</summary>
    public Invariants Invariants { get; }

    /// <summary>Gets every body that an operator sends, to find out why; null: nobody does. Set it before operators start.</summary>
    public Action<string>? Bodies { get; set; }

    /// <summary>All operators that were ever started.</summary>
    public IReadOnlyList<SimOperator> Operators => operators;

    /// <summary>Between a pod's creation and the start of its first container.</summary>
    public TimeSpan SchedulingTime { get => node.SchedulingTime; set => node.SchedulingTime = value; }

    /// <summary>Starts an operator process; with settings, one that is configured otherwise than the world's.</summary>
    public SimOperator StartOperator(Action<IServiceCollection>? change = null, ServingSettings? settings = null)
    {
        var number = operators.Count + 1;
        var started = new SimOperator(this, $"operator-{number}", new ModelwrightOptions
        {
            RouterKey = Key,
            LeaderElection = options.LeaderElection,
            Seed = seed + number,
            Settings = settings ?? options.Settings,
            Tracking = options.Tracking,
        }, change);
        operators.Add(started);
        return started;
    }

    /// <summary>Kills the process that runs in a pod; the node starts it again.</summary>
    public void KillProcess(JsonObject pod)
    {
        Trace.Add("node", $"the process of {pod.Name()} dies");
        node.Kill(pod);
    }

    /// <summary>Lets virtual time pass.</summary>
    public void RunFor(TimeSpan span) => Clock.RunFor(span);

    /// <summary>Runs until the condition holds; fails with the end of the trace when it does not in time.</summary>
    public void RunUntil(Func<bool> condition, TimeSpan atMost, string what)
    {
        if (!Clock.RunUntil(condition, atMost)) throw Fail($"not within {atMost}: {what}");
    }

    /// <summary>An error that tells how to see it again.</summary>
    public SimulationException Fail(string message) =>
        new($"{message}\nseed {options.Seed?.ToString() ?? "none"}; the end of the trace:\n{Trace.Tail()}");

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var one in operators) one.Dispose();
        Server.Dispose();
        Trace.Dispose();
    }

    /// <summary>What the ready pods of a revision serve.</summary>
    private StoredModel? Served(string @namespace, string revision)
    {
        if (!Invariants.IsReady(@namespace, revision)) return null;
        var fetch = Admin.Get(KnownResources.Deployments, @namespace, revision).Objects("spec", "template", "spec", "initContainers");
        var arguments = fetch.SelectMany(container => container.Texts("args")).ToList();
        return Models.Find(arguments.ElementAtOrDefault(arguments.IndexOf("--uri") + 1) ?? "");
    }

    private void Install()
    {
        foreach (var definition in Definitions.All) Admin.Create(KnownResources.CustomResourceDefinitions, definition.Copy());
        foreach (var name in options.Namespaces.Append("modelwright-system"))
            Admin.Create(KnownResources.Namespaces, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } });
    }

    // One fixed key: no world signs with it, and its public half is part of what operators write.
    private static RouterKey MakeKey()
    {
        var number = new byte[32];
        number[31] = 1;
        return RouterKey.From(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = number });
    }
}
