using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Tests.Controllers;

public sealed class EventTests : IDisposable
{
    private readonly TestCluster cluster = new();
    private readonly EventRecorder recorder;
    private readonly JsonObject about;

    public EventTests()
    {
        recorder = new EventRecorder(cluster.Api, cluster.Time, NullLogger.Instance, "tester");
        about = cluster.Create(KnownResources.ConfigMaps, "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default} }");
    }

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void The_same_event_again_raises_its_count()
    {
        recorder.Normal(about, "Went", "well");
        cluster.Advance(TimeSpan.FromMinutes(1));
        recorder.Normal(about, "Went", "well");
        recorder.Warning(about, "Went", "badly");

        var entries = cluster.Api.List(KnownResources.Events, "default");
        entries.Count.ShouldBe(2);
        var twice = entries.Single(entry => entry.Number("count") == 2);
        twice.Text("message").ShouldBe("well");
        twice.Text("involvedObject", "uid").ShouldBe(about.Uid());
        (twice.Time("lastTimestamp") - twice.Time("firstTimestamp")).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Events_are_removed_an_hour_after_they_were_last_seen()
    {
        recorder.Normal(about, "Went", "once");
        recorder.Normal(about, "Went", "often");
        for (var i = 0; i < 14; i++)
        {
            cluster.Advance(TimeSpan.FromMinutes(5));
            recorder.Normal(about, "Went", "often");
        }

        cluster.Api.List(KnownResources.Events, "default").ShouldHaveSingleItem().Text("message").ShouldBe("often");
    }

    [Fact]
    public void A_namespace_that_takes_no_events_stops_nobody()
    {
        about["metadata"]!["namespace"] = "absent";
        Should.NotThrow(() => recorder.Normal(about, "Went", "nowhere"));
    }
}
