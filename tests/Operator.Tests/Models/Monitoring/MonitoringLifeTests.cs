using Modelwright.Crds.Models.Monitoring;
using Modelwright.Crds.Values;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models.Monitoring;

/// <summary>Models that are watched while the world goes on, or shifts, or breaks.</summary>
public sealed class MonitoringLifeTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly PlayedWorld Shifted = new() { Shift = 0.8 };

    private static ModelMonitoring Daily => new() { Drift = new() };

    [Fact]
    public void Drift_is_no_alarm_before_the_world_shifts_and_one_alarm_after()
    {
        var world = new MonitoringWorld(Daily);
        world.Drift.State.ShouldBe(DriftState.Collecting);
        for (var day = 0; day < 100; day++) world.Pass(Day, 700, 25);
        world.Drift.State.ShouldBe(DriftState.NoDrift);
        world.Alarms.ShouldBeEmpty();
        for (var day = 0; day < 3 && world.Drift.State != DriftState.Drift; day++) world.Pass(Day, 700, 25, Shifted);
        world.Drift.State.ShouldBe(DriftState.Drift);
        world.Alarms.ShouldHaveSingleItem().ShouldStartWith("Warning DriftDetected: 1 of 2 features beyond their thresholds; age: PSI ");
        var age = world.Drift.Features![0];
        age.Name.ShouldBe("age");
        age.Since.ShouldNotBeNull();
        double.Parse(age.SmallestDetectable!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(0.15, 0.25);
        for (var day = 0; day < 5; day++) world.Pass(Day, 700, 25, Shifted);
        world.Alarms.Count().ShouldBe(1);
        for (var day = 0; day < 3; day++) world.Pass(Day, 700, 25);
        world.Drift.State.ShouldBe(DriftState.NoDrift);
        world.Alarms.Last().ShouldStartWith("Normal DriftEnded");
    }

    [Fact]
    public void Operator_that_begins_anew_loses_at_most_one_sub_window()
    {
        var world = new MonitoringWorld(Daily);
        world.Pass(Day / 2, 1_200, 12);
        world.Serve(30);
        world.Restart();
        world.Look();
        world.Pass(Day / 2, 1_200, 12);
        world.Drift.Windows.ShouldBe(1);
        world.Drift.Window!.Rows!.Value.ShouldBeInRange(2_300, 2_400);
        world.Drift.Window.Start.ShouldBe(Samples.Start);
    }

    [Fact]
    public void Evidence_survives_an_operator_that_begins_anew()
    {
        var world = new MonitoringWorld(Daily);
        for (var day = 0; day < 3; day++) world.Pass(Day, 700, 25);
        var before = world.Drift;
        world.Restart();
        world.Look();
        world.Drift.Evidence.ShouldBe(before.Evidence);
        world.Drift.Window.ShouldBe(before.Window);
        world.Pass(Day, 700, 25);
        world.Drift.Windows.ShouldBe(before.Windows + 1);
    }

    [Fact]
    public void Pods_that_begin_anew_and_pods_that_come_count_exactly()
    {
        var world = new MonitoringWorld(Daily);
        world.Pass(Day / 4, 600, 6);
        foreach (var server in world.Servers.Values) server.Restart();
        world.Pass(Day / 4, 600, 6);
        world.Cluster.Scale(3);
        world.Look();
        world.Look();
        world.Pass(Day / 2, 900, 12);
        world.Servers.Count.ShouldBe(3);
        world.Drift.Window!.Rows.ShouldBe(2_100);
    }

    [Fact]
    public void Pod_that_is_not_ready_for_a_while_counts_once()
    {
        var world = new MonitoringWorld(Daily);
        world.Pass(Day / 4, 600, 6);
        var pod = world.Cluster.Deployments.Values.SelectMany(deployment => deployment.Pods).First();
        pod.Unready = true;
        world.Pass(Day / 4, 600, 6);
        pod.Unready = false;
        world.Pass(Day / 2, 900, 12);
        world.Drift.Window!.Rows.ShouldBe(2_100);
    }

    [Fact]
    public void Window_with_too_few_rows_stays_open()
    {
        var world = new MonitoringWorld(Daily);
        for (var day = 0; day < 4; day++) world.Pass(Day, 101, 24);
        world.Drift.State.ShouldBe(DriftState.Collecting);
        world.Pass(Day, 101, 24);
        world.Drift.State.ShouldBe(DriftState.NoDrift);
        (world.Drift.Window!.End - world.Drift.Window.Start)!.Value.TotalDays.ShouldBeInRange(4.8, 5.01);
    }

    [Fact]
    public void Window_with_a_season_is_whole_seasons()
    {
        var world = new MonitoringWorld(new() { Drift = new() { Season = new Duration("168h") } });
        for (var day = 0; day < 7; day++) world.Pass(Day, 60, 25);
        world.Drift.State.ShouldBe(DriftState.Collecting);
        for (var day = 0; day < 6; day++) world.Pass(Day, 60, 25);
        world.Drift.State.ShouldBe(DriftState.Collecting);
        world.Pass(Day, 60, 25);
        world.Drift.Windows.ShouldBe(1);
        world.Drift.Window!.Rows!.Value.ShouldBeInRange(820, 840);
    }

    [Theory]
    [InlineData(0.3, 0, 1, ViolationKind.Missing)]
    [InlineData(0, 0.2, 1, ViolationKind.Unseen)]
    [InlineData(0, 0, 2.54, ViolationKind.OutOfRange)]
    public void Bad_data_are_a_violation_and_no_drift(double missing, double unseen, double factor, ViolationKind kind)
    {
        var world = new MonitoringWorld(new() { Drift = new() { Window = new Duration("1h") }, DataQuality = new() });
        var broken = new PlayedWorld { Missing = missing, Unseen = unseen, Factor = factor };
        for (var hour = 0; hour < 20; hour++) world.Pass(TimeSpan.FromHours(1), 600, 25);
        (world.Status.DataQuality!.State, world.Drift.State).ShouldBe((DataQualityState.Ok, DriftState.NoDrift));
        for (var hour = 0; hour < 5; hour++) world.Pass(TimeSpan.FromHours(1), 600, 25, broken);
        world.Status.DataQuality.State.ShouldBe(DataQualityState.Violated);
        world.Status.DataQuality.Violations!.ShouldContain(violation => violation.Kind == kind);
        world.Drift.State.ShouldBe(DriftState.NoDrift);
        world.Drift.Features!.ShouldContain(feature => feature.Detail!.StartsWith("not judged: it has bad data", StringComparison.Ordinal));
        for (var hour = 0; hour < 3; hour++) world.Pass(TimeSpan.FromHours(1), 600, 25);
        world.Status.DataQuality.State.ShouldBe(DataQualityState.Ok);
        world.Alarms.Select(note => note.Split(':')[0]).ShouldBe(["Warning DataQualityViolated", "Normal DataQualityRestored"]);
    }

    [Fact]
    public void Another_revision_begins_anew_and_one_on_trial_does_not_count()
    {
        var world = new MonitoringWorld(Daily);
        for (var day = 0; day < 2; day++) world.Pass(Day, 700, 25);
        var first = world.Status.StableRevision;
        world.Cluster.Edit(world.Cluster.Model.Spec with
        {
            Source = new() { Artifact = new() { Uri = "s3://models/fraud/b.onnx", Digest = Samples.Digest('b') } },
        });
        world.Look();
        world.Look();
        world.Status.StableRevision.ShouldNotBe(first);
        (world.Drift.State, world.Drift.Revision).ShouldBe((DriftState.Collecting, world.Status.StableRevision));
        world.Drift.Windows.ShouldBeNull();
        foreach (var server in world.Servers.Values.Where(server => server.Revision == first)) server.Serve(5_000, Random(), Shifted);
        world.Pass(Day, 700, 25);
        world.Drift.Window!.Rows!.Value.ShouldBeInRange(600, 700);
        world.Drift.State.ShouldBe(DriftState.NoDrift);

        static Statistics.Randomness.RandomStream Random() => Statistics.Randomness.RandomStream.Of(5, 6);
    }

    [Fact]
    public void Version_without_profile_is_off_and_says_why()
    {
        var world = new MonitoringWorld(new() { Drift = new(), DataQuality = new() });
        foreach (var server in world.Servers.Values) (server.Profile, server.Problem) = (null, "the version names no profile");
        world.Pass(Day, 700, 25);
        (world.Drift.State, world.Drift.Message).ShouldBe((DriftState.Off, "the version names no profile"));
        world.Status.DataQuality!.State.ShouldBe(DataQualityState.Unknown);
        world.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void Servers_that_do_not_answer_are_no_data_and_what_was_known_comes_back()
    {
        var world = new MonitoringWorld(Daily);
        for (var day = 0; day < 2; day++) world.Pass(Day, 700, 25);
        foreach (var server in world.Servers.Values) server.Down = true;
        world.Pass(Day / 2, 350, 140);
        world.Drift.State.ShouldBe(DriftState.NoData);
        world.Drift.Message.ShouldBe("the connection was refused");
        foreach (var server in world.Servers.Values) server.Down = false;
        world.Pass(Day, 700, 25);
        (world.Drift.State, world.Drift.Windows).ShouldBe((DriftState.NoDrift, 3));
    }

    [Fact]
    public void Between_sub_windows_nothing_is_written()
    {
        var world = new MonitoringWorld(Daily);
        world.Pass(Day, 700, 25);
        var (checkpoint, status) = (world.Cluster.Checkpoint, world.Status);
        world.Pass(TimeSpan.FromMinutes(50), 40, 10);
        world.Cluster.Checkpoint.ShouldBe(checkpoint);
        world.Drift.ShouldBe(status.Drift, new SameText<DriftStatus>());
        world.Asked.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Nothing_is_read_or_kept_where_nothing_is_watched()
    {
        var world = new MonitoringWorld(new());
        world.Pass(Day, 700, 25);
        (world.Asked, world.Status.Drift, world.Cluster.Checkpoint).ShouldBe((0, null, null));
        world = new MonitoringWorld(Daily);
        world.Pass(Day, 700, 25);
        world.Cluster.Edit(world.Cluster.Model.Spec with { Monitoring = null });
        world.Look();
        (world.Status.Drift, world.Cluster.Checkpoint).ShouldBe((null, null));
    }

    [Fact]
    public void Names_that_the_profile_does_not_have_are_said_and_those_excluded_are_not_judged()
    {
        var world = new MonitoringWorld(new() { Drift = new() { Features = new() { Include = ["age", "agee"] } } });
        world.Pass(Day, 700, 25);
        world.Drift.Message.ShouldBe("spec.monitoring.drift.features.include: the profile has no 'agee'; it has 2 columns");
        world = new MonitoringWorld(new() { Drift = new() { Features = new() { Exclude = ["age"] } } });
        world.Pass(Day, 700, 25);
        world.Drift.Features!.Select(feature => feature.Name).ShouldBe(["city"]);
    }
}
