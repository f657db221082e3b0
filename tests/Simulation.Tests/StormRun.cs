using Modelwright.Simulation.Faults;
using Modelwright.Simulation.Oracles;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>
/// One seed: people change Models while things go wrong. Then the specs stay as they are and nothing new goes wrong: the cluster has to
/// reach its goal, stay there, and become silent.
/// </summary>
internal static class StormRun
{
    private static readonly string[] Retried = ["/modelversions/", "/pods", "/events"];
    private static readonly TimeSpan Stormy = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan Calming = TimeSpan.FromMinutes(40);

    // Replaced revisions have gone, and series of events have ended, after it.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(7);

    /// <summary>Runs a seed; returns the fingerprint of its history.</summary>
    public static string Run(int seed)
    {
        var weather = Weather.Draw(new Random(seed));
        using var world = new SimWorld(new SimOptions { Seed = seed, LeaderElection = weather.Operators > 1 });
        try
        {
            Run(world, weather);
        }
        catch (SimulationException error)
        {
            var file = Environment.GetEnvironmentVariable("MODELWRIGHT_SIMULATION_TRACE");
            if (file is { Length: > 0 }) File.WriteAllText(file, world.Trace.Tail(int.MaxValue));
            throw new SimulationException($"{error.Message}\n{weather}\nTo see it again, with all that happened in a file: "
                + $"MODELWRIGHT_SIMULATION_SEEDS={seed} MODELWRIGHT_SIMULATION_TRACE=FILE dotnet run --project tests/Simulation.Tests -- "
                + "--filter-class \"*StormTests\"");
        }

        return world.Trace.Hash();
    }

    private static void Run(SimWorld world, Weather weather)
    {
        world.Invariants.Traffic.Enabled = !weather.PodTrouble && !weather.Meddling;
        world.Invariants.Routes.Staleness = weather.PodTrouble || weather.Meddling ? TimeSpan.FromMinutes(10) : TimeSpan.FromMinutes(2);
        world.Invariants.Shares.Staleness = world.Invariants.Routes.Staleness;
        var user = new ModelUser(world);
        var people = new RandomUser(world, user);
        var storm = new Storm(world, weather);
        for (var end = world.Time.GetUtcNow() + Stormy; world.Time.GetUtcNow() < end;)
        {
            people.Act();
            world.RunFor(TimeSpan.FromSeconds(world.Random.Next(60)));
        }

        storm.Pass();
        var goal = new Goal(world, user);
        if (!world.Clock.RunUntil(() => goal.Missing() is null, Calming)) throw world.Fail($"the goal was not reached: {goal.Missing()}");
        world.RunFor(Settling);
        var calm = world.Time.GetUtcNow();
        world.RunFor(TimeSpan.FromMinutes(10));
        if (goal.Missing() is { } missing) throw world.Fail($"the goal was left again: {missing}");
        var retries = goal.HasRetries();
        var requests = world.Operators.SelectMany(one => one.Calls)
            .Where(call => call.Time > calm && IsRequest(call) && !(retries && IsRetry(call))).ToList();
        if (requests.Count > 0) throw world.Fail($"{requests.Count} requests at rest: {string.Join(", ", requests.Take(5))}");
    }

    private static bool IsRequest(Operators.Call call) =>
        call.Verb != "watch" && !call.Target.Contains("/leases", StringComparison.Ordinal);

    private static bool IsRetry(Operators.Call call) =>
        Retried.Any(collection => call.Target.Contains(collection, StringComparison.Ordinal));
}
