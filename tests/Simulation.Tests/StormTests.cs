using System.Globalization;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>
/// Some seeds on every run. <c>MODELWRIGHT_SIMULATION_SEEDS</c> names others: <c>7</c> is that one again, <c>1-1000</c> are many.
/// </summary>
public sealed class StormTests(ITestOutputHelper output)
{
    private const string Variable = "MODELWRIGHT_SIMULATION_SEEDS";

    [Fact]
    public void After_any_storm_the_cluster_reaches_its_goal_and_stays_there()
    {
        List<string> failures = [];
        var (first, last) = Seeds();
        for (var seed = first; seed <= last; seed++)
            try
            {
                output.WriteLine($"{seed} {StormRun.Run(seed)}");
            }
            catch (SimulationException error)
            {
                output.WriteLine($"{seed} failed: {error.Message.Split('\n')[0]}");
                failures.Add($"seed {seed}: {error.Message}");
            }

        failures.Count.ShouldBe(0,
            $"{string.Join("\n\n", failures.Take(2))}\n\n{string.Join('\n', failures.Select(failure => failure.Split('\n')[0]))}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_history() => StormRun.Run(1).ShouldBe(StormRun.Run(1));

    internal static (int First, int Last) Seeds(string otherwise = "1-10")
    {
        var parts = (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : otherwise).Split('-');
        var numbers = parts.Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)).ToList();
        return (numbers[0], numbers[^1]);
    }
}
