using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.LocalCluster.Api;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Hosting;
using Modelwright.Runtime.Metrics;
using Modelwright.Runtime.Pumping;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Events;

public sealed class EventRecorderTests : IDisposable
{
    private static readonly ObjectReference Subject =
        new(new ResourceType("apps", "v1", "Deployment", "deployments"), new ObjectKey("default", "a"), "uid-a");

    private readonly TestCluster cluster = new();
    private readonly ClusterClient client;
    private readonly Pump process;
    private readonly EventRecorder recorder;
    private readonly CancellationTokenSource stop = new();
    private Task? running;

    public EventRecorderTests()
    {
        var time = cluster.Simulation.Time;
        client = new ClusterClient(cluster.Server);
        var api = new KubeApi(KubeConnection.Over(client.Handler), time, new RequestLimiter(time, 50, 100));
        recorder = new EventRecorder(api, time, new OperatorOptions { Name = "sample", Identity = "one" },
            new RuntimeMetrics(Prometheus.Metrics.NewCustomRegistry()), NullLogger<EventRecorder>.Instance);
        process = cluster.Simulation.NewProcess();
        process.Post(() => running = recorder.RunAsync(stop.Token));
    }

    public void Dispose()
    {
        cluster.Dispose();
        client.Dispose();
        stop.Dispose();
    }

    [Fact]
    public void An_event_names_the_object_the_reason_and_the_reporter()
    {
        Record("Created", "It was created");
        Advance(1);
        var item = cluster.Admin.List(TestCluster.Events, "default").ShouldHaveSingleItem();
        item["reason"]!.ToString().ShouldBe("Created");
        item["note"]!.ToString().ShouldBe("It was created");
        item["type"]!.ToString().ShouldBe("Normal");
        item["regarding"]!["name"]!.ToString().ShouldBe("a");
        item["reportingController"]!.ToString().ShouldBe("sample");
    }

    [Fact]
    public void Repeats_become_a_series_that_is_written_twice_in_all()
    {
        for (var i = 0; i < 10; i++)
        {
            Record("Repeated", "again");
            Advance(10);
        }

        client.Requests.Count.ShouldBe(2);
        Advance(400);
        client.Requests.Count.ShouldBe(3);
        cluster.Admin.List(TestCluster.Events, "default").ShouldHaveSingleItem()["series"]!["count"]!.ToString().ShouldBe("10");
    }

    [Fact]
    public void After_six_quiet_minutes_the_same_news_is_a_new_event()
    {
        Record("Repeated", "again");
        Advance(400);
        Record("Repeated", "again");
        Advance(1);
        cluster.Admin.List(TestCluster.Events, "default").Count.ShouldBe(2);
    }

    [Fact]
    public void An_object_with_too_many_events_is_cut_off_and_recovers_slowly()
    {
        for (var i = 0; i < 100; i++) Record("Noisy", $"number {i}");
        Advance(5);
        cluster.Admin.List(TestCluster.Events, "default").Count.ShouldBe(EventCorrelator.Burst);
        Advance(301);
        Record("Noisy", "later");
        Record("Noisy", "later still");
        Advance(1);
        cluster.Admin.List(TestCluster.Events, "default").Count.ShouldBe(EventCorrelator.Burst + 1);
    }

    [Fact]
    public void A_full_backlog_drops_instead_of_waiting()
    {
        client.Intercept = _ => ApiResponse.Text("broken", 503);
        process.Post(() =>
        {
            for (var i = 0; i < 5000; i++)
                recorder.Record(Subject with { Uid = $"uid-{i}" }, EventSeverity.Normal, "Many", "Test", "one");
        });
        cluster.Simulation.RunUntilIdle();
        client.Requests.Count.ShouldBeLessThanOrEqualTo(EventRecorder.Backlog + 1);
    }

    [Fact]
    public void Stopping_writes_what_is_left_and_ends_in_five_seconds_even_if_it_cannot()
    {
        for (var i = 0; i < 3; i++) Record("Repeated", "again");
        Record("Last", "words");
        process.Post(stop.Cancel);
        Advance(1);
        running!.IsCompletedSuccessfully.ShouldBeTrue();
        cluster.Admin.List(TestCluster.Events, "default").Count.ShouldBe(2);
    }

    [Fact]
    public void Stopping_does_not_wait_for_a_dead_server()
    {
        Advance(1);
        client.Broken = true;
        for (var i = 0; i < 20; i++) Record("Lost", $"{i}");
        process.Post(stop.Cancel);
        Advance(6);
        running!.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Long_notes_are_cut_at_a_character()
    {
        Record("Long", new string('ü', 2000));
        Advance(1);
        var note = cluster.Admin.List(TestCluster.Events, "default").ShouldHaveSingleItem()["note"]!.ToString();
        System.Text.Encoding.UTF8.GetByteCount(note).ShouldBeLessThanOrEqualTo(1024);
        note.ShouldEndWith("ü…");
    }

    private void Record(string reason, string note) =>
        process.Post(() => recorder.Record(Subject, EventSeverity.Normal, reason, "Test", note));

    private void Advance(double seconds) => cluster.Simulation.RunFor(TimeSpan.FromSeconds(seconds));
}
