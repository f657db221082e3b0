using Modelwright.Crds.TrainingRuns;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator.Tracking;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Faults;
using Modelwright.Simulation.Operators;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>
/// Training under storms, recorded on an MLflow server that is away, slow, answers with errors or loses its answers. Every run ends as
/// its container says, and in the end each is closed on the server.
/// </summary>
public sealed class TrackingStormTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Stormy = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan Calming = TimeSpan.FromMinutes(40);
    private static readonly TrackingSettings Settings = new() { Server = new("http://mlflow:5000") };

    private static readonly CallFault[] Troubles =
        [CallFault.Refused, CallFault.ServerError, CallFault.TooManyRequests, CallFault.Silent, CallFault.Lost];

    [Fact]
    public void Whatever_the_server_does_training_ends_as_it_would_and_each_run_is_closed_once()
    {
        var ((first, last), runs) = (StormTests.Seeds("4-8"), 0);
        for (var seed = first; seed <= last; seed++) runs += Run(seed);
        output.WriteLine($"{last - first + 1} storms, {runs} runs and searches");
    }

    [Theory]
    [InlineData(CallFault.Silent)]
    [InlineData(CallFault.Refused)]
    [InlineData(CallFault.Lost)]
    public void Server_that_is_never_well_delays_no_run(CallFault trouble) => EndTimes(Settings, trouble).ShouldBe(EndTimes(null, trouble));

    private static int Run(int seed)
    {
        // What people and nodes destroy is another story: a container whose pod is deleted has another end.
        var weather = Weather.Draw(new Random(seed)) with { PodTrouble = false, Meddling = false, DeafRouters = false };
        using var world = new SimWorld(new SimOptions { Seed = seed, LeaderElection = weather.Operators > 1, Tracking = Settings });
        var user = new ModelUser(world);
        Stories.Files(world);
        var people = new RandomTraining(world, user);
        var storm = new Storm(world, weather);
        for (var end = world.Time.GetUtcNow() + Stormy; world.Time.GetUtcNow() < end;)
        {
            people.Act();
            var bad = world.Random.Next(3) > 0;
            world.Mlflow.Trouble = bad ? Troubles[world.Random.Next(Troubles.Length)] : CallFault.None;
            world.Mlflow.Slowness = world.Random.Next(3) == 0 ? TimeSpan.FromSeconds(world.Random.Next(1, 15)) : TimeSpan.Zero;
            world.RunFor(TimeSpan.FromSeconds(world.Random.Next(60)));
        }

        people.Finish();
        storm.Pass();
        (world.Mlflow.Trouble, world.Mlflow.Slowness) = (CallFault.None, TimeSpan.Zero);
        if (!world.Clock.RunUntil(() => Missing(world, user, people, weather) is null, Calming))
            throw world.Fail($"{Missing(world, user, people, weather)}\n{weather}");
        var calls = world.Operators.Sum(one => one.Calls.Count(IsToServer));
        world.RunFor(TimeSpan.FromMinutes(20));
        if (Missing(world, user, people, weather) is { } left) throw world.Fail($"it did not stay so: {left}\n{weather}");
        if (world.Operators.Sum(one => one.Calls.Count(IsToServer)) > calls) throw world.Fail($"closed records cost requests\n{weather}");
        return people.Expected.Count;
    }

    private static string? Missing(SimWorld world, ModelUser user, RandomTraining people, Weather weather)
    {
        var records = world.Mlflow.Runs.ToLookup(run => run.Uid);
        foreach (var (name, reason) in people.Expected)
        {
            if (user.Reason(name) != reason) return $"{name} has to be {reason}; it is {user.Reason(name)}: {user.Message(name)}";
            if (user.Get(name).Text("status", "tracking", "state") is var state && state != nameof(TrackingState.Closed))
                return $"the record of {name} has to be closed; it is {state}";
            var found = records[people.Uid(name)].ToList();
            if (found.Find(run => !run.IsClosed) is { } open) return $"{name} looks on the server as if it were {open.Status}";
            if (found.Count(run => !run.IsDuplicate) != 1) return $"{name} is {found.Count} runs on the server";
            var record = found.Single(run => !run.IsDuplicate);
            if (record.Status != State(reason)) return $"{name} has to be {State(reason)} on the server; it is {record.Status}";
            // Two operators may close it at the same time, one alone never twice.
            if (weather.Operators == 1 && record.Closings != 1) return $"{name} was closed {record.Closings} times";
        }

        return null;
    }

    private static string State(string reason) => reason switch
    {
        TrainingRunReasons.DataInvalid or TrainingRunReasons.UserError => "FAILED",
        TrainingRunReasons.Cancelled => "KILLED",
        _ => "FINISHED",
    };

    private static bool IsToServer(Call call) => call.Target.StartsWith(Call.MlflowPrefix, StringComparison.Ordinal);

    /// <summary>When each run of a story ended.</summary>
    private static List<string> EndTimes(TrackingSettings? tracking, CallFault trouble)
    {
        using var world = new SimWorld(new SimOptions { Tracking = tracking });
        world.Mlflow.Trouble = trouble;
        var user = new ModelUser(world);
        Stories.Files(world);
        world.StartOperator();
        string[] names = ["run/r-1", "run/r-2", "run/r-3"];
        user.Train("r-1", "1", "fraud");
        user.Train("r-2", "2", "fraud", attended: true);
        user.Train("r-3", "-1", retries: 1);
        world.RunUntil(() => names.All(name => user.Get(name).Text("status", "completionTime") is not null
            && user.Get(name)!.Condition(TrainingRunConditions.Succeeded).Text("status") != "Unknown"),
            TimeSpan.FromMinutes(10), "the end");
        return [.. names.Select(name => user.Get(name)!).Select(run => $"{run.Name()} {run.Text("status", "completionTime")} "
            + $"{run.Condition(TrainingRunConditions.Succeeded).Text("lastTransitionTime")}")];
    }
}
