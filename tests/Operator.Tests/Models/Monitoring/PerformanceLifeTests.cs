using Modelwright.Crds.Models.Monitoring;
using Modelwright.Crds.Values;

namespace Modelwright.Operator.Tests.Models.Monitoring;

/// <summary>Labels that come back, soon or late, and say that predictions are right or wrong.</summary>
public sealed class PerformanceLifeTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static MonitoringWorld World(PerformanceMonitoring performance)
    {
        var world = new MonitoringWorld(new() { Performance = performance, FalseAlarmsPerYear = "4" });
        foreach (var server in world.Servers.Values) server.Scores = [];
        world.Look();
        return world;
    }

    private static void Label(MonitoringWorld world, int labels, double wrong)
    {
        foreach (var server in world.Servers.Values)
        {
            var (rows, bad) = server.Scores!.GetValueOrDefault(world.Status.StableRevision!);
            server.Scores![world.Status.StableRevision!] = (rows + labels, bad + (long)Math.Round(labels * wrong));
        }
    }

    private static void Hours(MonitoringWorld world, int hours, double wrong, int labels = 50, Action? after = null)
    {
        for (var hour = 0; hour < hours; hour++)
        {
            Label(world, labels, wrong);
            world.Pass(Hour, 400, 6);
            after?.Invoke();
        }
    }

    [Fact]
    public void Errors_within_the_limit_are_no_alarm_and_more_of_them_are()
    {
        var world = World(new() { Limit = "0.12" });
        world.Status.Performance!.State.ShouldBe(PerformanceState.Unknown);
        Hours(world, 60, 0.1);
        world.Status.Performance.ShouldSatisfyAllConditions(
            status => status.State.ShouldBe(PerformanceState.Ok),
            status => status.Metric.ShouldBe(PerformanceMetric.ErrorRate),
            status => status.Value.ShouldBe("0.1"),
            status => status.Labels.ShouldBe(100));
        Hours(world, 30, 0.3);
        world.Status.Performance.State.ShouldBe(PerformanceState.Degraded);
        Hours(world, 3, 0.08);
        world.Status.Performance.State.ShouldBe(PerformanceState.Ok);
        world.Alarms.Select(note => note.Split(':')[0]).ShouldBe(["Warning PerformanceDegraded", "Normal PerformanceRestored"]);
    }

    [Fact]
    public void Drift_without_loss_is_no_loss_and_loss_without_drift_is_no_drift()
    {
        var world = new MonitoringWorld(new()
        {
            Drift = new() { Window = new Duration("2h") },
            Performance = new() { Limit = "0.12" },
            FalseAlarmsPerYear = "4",
        });
        foreach (var server in world.Servers.Values) server.Scores = [];
        world.Look();
        for (var hour = 0; hour < 40; hour++)
        {
            Label(world, 50, 0.1);
            world.Pass(Hour, 400, 12, new() { Shift = 0.8 });
        }

        (world.Drift.State, world.Status.Performance!.State).ShouldBe((DriftState.Drift, PerformanceState.Ok));
        for (var hour = 0; hour < 40; hour++)
        {
            Label(world, 50, 0.3);
            world.Pass(Hour, 400, 12);
        }

        (world.Drift.State, world.Status.Performance.State).ShouldBe((DriftState.NoDrift, PerformanceState.Degraded));
    }

    [Fact]
    public void Labels_that_are_not_expected_yet_are_not_missing()
    {
        var world = World(new() { Limit = "0.12", MinCoverage = "0.5", LabelDelay = new Duration("10h") });
        Hours(world, 10, 0.1, labels: 0);
        world.Status.Performance!.State.ShouldBe(PerformanceState.Unknown);

        // Each hour's 400 predictions get 300 labels, ten hours later.
        Hours(world, 30, 0.1, labels: 150);
        world.Status.Performance.State.ShouldBe(PerformanceState.Ok);
        double.Parse(world.Status.Performance.Coverage!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(0.6, 0.9);
    }

    [Fact]
    public void Few_labels_are_not_trusted()
    {
        var world = World(new() { Limit = "0.12", MinCoverage = "0.5" });
        Hours(world, 10, 0.9, labels: 20);
        world.Status.Performance!.State.ShouldBe(PerformanceState.Unknown);
        world.Status.Performance.Message!.ShouldContain("less than minCoverage 50 %");
    }

    [Fact]
    public void Nothing_tolerable_is_said_to_be_missing_and_servers_without_feedback_are_said_to_have_none()
    {
        var world = World(new());
        Hours(world, 3, 0.1);
        world.Status.Performance!.State.ShouldBe(PerformanceState.Unknown);
        world.Status.Performance.Message!.ShouldContain("set spec.monitoring.performance.limit");
        var off = new MonitoringWorld(new() { Performance = new() });
        off.Pass(Hour, 100, 6);
        off.Status.Performance!.Message.ShouldBe("the servers take no labels: feedback is off");
    }

    [Fact]
    public void Wealth_against_another_limit_is_dropped()
    {
        var world = World(new() { Limit = "0.12" });
        Hours(world, 8, 0.2);
        var before = Evidence();

        // As many stakes are below 1/0.13 as below 1/0.12.
        world.Cluster.Edit(world.Cluster.Model.Spec with
        {
            Monitoring = new() { Performance = new() { Limit = "0.13" }, FalseAlarmsPerYear = "4" },
        });
        Hours(world, 3, 0.2);
        world.Status.Performance!.Limit.ShouldBe("0.13");
        Evidence().ShouldBeInRange(0.1, before - 1);

        double Evidence() => double.Parse(world.Status.Performance!.Evidence!, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Wealth_survives_an_operator_that_begins_anew()
    {
        var world = World(new() { Limit = "0.12" });
        Hours(world, 8, 0.2);
        var evidence = world.Status.Performance!.Evidence;
        world.Restart();
        world.Look();
        world.Status.Performance.Evidence.ShouldBe(evidence);
        Hours(world, 40, 0.3);
        world.Alarms.Count().ShouldBe(1);
    }
}
