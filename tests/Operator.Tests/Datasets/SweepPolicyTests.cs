using System.Text.Json;
using Modelwright.Crds.Datasets;
using Modelwright.Operator.Datasets;
using Modelwright.Operator.Tests.Sketch;
using static Modelwright.Operator.Tests.Datasets.DatasetSamples;

namespace Modelwright.Operator.Tests.Datasets;

/// <summary>Which looks clear away copies, and what they keep.</summary>
public sealed class SweepPolicyTests
{
    private static readonly DateTimeOffset Later = End.AddMinutes(20);

    [Fact]
    public void Look_keeps_what_the_status_lists_and_what_is_used_elsewhere_and_the_first_one_nothing()
    {
        Task(DatasetPlanner.Plan(See(Of(), used: []))).TryGetProperty("keep", out _).ShouldBeFalse();

        var plan = DatasetPlanner.Plan(See(After(Of(), Version('a')), used: [Samples.Digest('c')]));

        Task(plan).GetProperty("keep").EnumerateArray().Select(item => item.GetString())
            .ShouldBe([new string('a', 12), new string('c', 12)]);
        Task(plan).GetProperty("uid").GetString().ShouldBe("0123-uid");
    }

    [Fact]
    public void Nothing_is_cleared_away_while_a_reader_is_unknown_or_the_newest_version_is_young()
    {
        var dataset = After(Of(), Version('a'));

        Task(DatasetPlanner.Plan(See(dataset, used: null))).TryGetProperty("keep", out _).ShouldBeFalse();
        var asked = dataset with { Metadata = Refreshed(dataset) };
        var young = See(asked, used: []) with { Now = End.AddSeconds(19) };
        Task(DatasetPlanner.Plan(young)).TryGetProperty("keep", out _).ShouldBeFalse();
        Task(DatasetPlanner.Plan(young with { Now = End.AddSeconds(20) })).TryGetProperty("keep", out _).ShouldBeTrue();
    }

    [Fact]
    public void What_was_cleared_away_by_is_not_cleared_away_by_again_until_something_else_is_used()
    {
        var dataset = After(Of(), Version('a'));
        var pod = Pod(DatasetPlanner.Plan(See(dataset, used: [])))!;
        var look = Looked(dataset, new LookReport { Unchanged = true, Source = Samples.Digest('f') }) with
        {
            Sweep = pod["metadata"]!["annotations"]![Labels.Sweep]!.ToString(),
            EndTime = Later,
        };
        Applied(dataset, DatasetPlanner.Plan(See(dataset, look))).Status!.Swept.ShouldBeNull();

        var swept = Applied(dataset, DatasetPlanner.Plan(See(dataset, look with { Report = look.Report! with { Swept = true } })));

        swept.Status!.Swept.ShouldBe(look.Sweep);
        var next = See(swept, used: []) with { Now = Later.AddHours(1) };
        Task(DatasetPlanner.Plan(next)).TryGetProperty("keep", out _).ShouldBeFalse();
        Task(DatasetPlanner.Plan(next with { Used = Set([Samples.Digest('b')]) })).GetProperty("keep").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void Too_much_in_use_leaves_everything_where_it_is()
    {
        var used = Enumerable.Range(0, 2001).Select(i => $"sha256:{i:x12}{new string('0', 52)}").ToHashSet();
        Task(DatasetPlanner.Plan(See(After(Of(), Version('a')), used))).TryGetProperty("keep", out _).ShouldBeFalse();
        var plan = DatasetPlanner.Plan(See(After(Of(), Version('a')), [.. used.Take(1999)]));
        Task(plan).GetProperty("keep").GetArrayLength().ShouldBe(2000);
        JsonSerializer.SerializeToUtf8Bytes(Task(plan)).Length.ShouldBeLessThan(64 * 1024);
    }

    private static DatasetObserved See(Dataset dataset, HashSet<string>? used) =>
        DatasetSamples.See(dataset) with { Now = Later, Used = Set(used) };

    private static DatasetObserved See(Dataset dataset, LookFact look) => DatasetSamples.See(dataset, look) with { Now = Later };

    private static Lazy<IReadOnlySet<string>?> Set(HashSet<string>? used) => new(() => used);

    private static k8s.Models.V1ObjectMeta Refreshed(Dataset dataset) => new()
    {
        Name = dataset.Metadata.Name,
        NamespaceProperty = dataset.Metadata.NamespaceProperty,
        Uid = dataset.Metadata.Uid,
        Generation = 1,
        Annotations = new Dictionary<string, string> { [Labels.Refresh] = "now" },
    };
}
