using System.Text.Json;
using k8s.Models;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Models;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Tests;

public sealed class CrdJsonTests
{
    [Fact]
    public void Fields_that_are_unset_are_not_written() =>
        Write(new ModelSpec { Source = new() { Version = "fraud-3" } }).ShouldBe("""{"source":{"version":"fraud-3"}}""");

    [Fact]
    public void Enums_durations_and_numbers_are_written_as_in_a_manifest()
    {
        var spec = new ModelSpec
        {
            Source = new() { Artifact = new() { Uri = "s3://models/fraud.onnx", Format = ArtifactFormat.Onnx } },
            Serving = new() { Replicas = 2, MinReady = new Duration("10s") },
        };
        Write(spec).ShouldBe(
            """{"source":{"artifact":{"uri":"s3://models/fraud.onnx","format":"Onnx"}},"serving":{"replicas":2,"minReady":"10s"}}""");
    }

    [Fact]
    public void Times_are_written_as_UTC_in_whole_seconds()
    {
        var time = new DateTimeOffset(2026, 3, 1, 14, 0, 0, 999, TimeSpan.FromHours(2));
        Write(new RolloutStatus { StartTime = time }).ShouldBe("""{"startTime":"2026-03-01T12:00:00Z"}""");
        Write(new V1Condition { LastTransitionTime = time.UtcDateTime }).ShouldContain("\"lastTransitionTime\":\"2026-03-01T12:00:00Z\"");
    }

    [Fact]
    public void Text_that_is_no_duration_is_read_and_left_for_the_planner_to_report()
    {
        var drain = JsonSerializer.Deserialize<ModelDrain>("""{"delay":"soon"}""", CrdJson.Options)!;
        drain.Delay!.Value.TryGetTimeSpan(out _).ShouldBeFalse();
        Write(drain).ShouldBe("""{"delay":"soon"}""");
    }

    [Fact]
    public void Fields_of_a_later_version_are_ignored() =>
        JsonSerializer.Deserialize<ModelRollout>("""{"revisionHistoryLimit":3,"canary":{}}""", CrdJson.Options)!
            .RevisionHistoryLimit.ShouldBe(3);

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, CrdJson.Options);
}
