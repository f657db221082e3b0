using CsCheck;
using Modelwright.Crds.Models;
using Modelwright.Crds.Promotions;
using Modelwright.Operator.Promotions;

namespace Modelwright.Operator.Tests.Promotions;

public sealed class ChannelPolicyTests
{
    private static readonly string[] Ends = ["Unknown", "True", "False"];

    private static Promotion Decided(string name, string version, long number, string succeeded, string? channel = null,
        string? previous = null) => new()
        {
            Metadata = new() { Name = name },
            Spec = new() { Model = "fraud", Version = version, Channel = channel },
            Status = new()
            {
                Number = number,
                Version = version,
                Previous = previous,
                Conditions = [new() { Type = PromotionConditions.Succeeded, Status = succeeded, Reason = "R", Message = "" }],
            },
        };

    private static ChannelStatus? Resolve(ChannelStatus? recorded, params Promotion[] all) =>
        ChannelPolicy.Resolve("champion", recorded, all);

    [Fact]
    public void Resolve_without_a_decision_leads_nowhere()
    {
        Resolve(null).ShouldBeNull();
        Resolve(null, Decided("p1", "v1", 1, "False"), Decided("p2", "v2", 2, "True", "challenger")).ShouldBeNull();
    }

    [Fact]
    public void Resolve_of_a_Model_that_just_joined_leads_to_the_newest_that_was_not_taken_back() =>
        Resolve(null, Decided("p1", "v1", 1, "True"), Decided("p2", "v2", 2, "True", previous: "v1"), Decided("p3", "v3", 3, "False"))
            .ShouldBe(new() { Name = "champion", Version = "v2", Promotion = "p2", Number = 2, Previous = "v1" });

    [Fact]
    public void Resolve_goes_back_to_a_version_whose_Promotion_was_deleted()
    {
        var recorded = new ChannelStatus { Name = "champion", Version = "v3", Promotion = "p3", Number = 3, Previous = "v2" };
        Resolve(recorded, Decided("p1", "v1", 1, "True"), Decided("p3", "v3", 3, "False"))
            .ShouldBe(new() { Name = "champion", Version = "v2", Number = 3 });
    }

    [Fact]
    public void Resolve_forgets_another_channel()
    {
        var recorded = new ChannelStatus { Name = "challenger", Version = "v9", Promotion = "p9", Number = 9 };
        Resolve(recorded, Decided("p1", "v1", 1, "True"))!.Version.ShouldBe("v1");
    }

    /// <summary>Deleting a Promotion is housekeeping; it must not be a deployment.</summary>
    [Fact]
    public void Deleting_Promotions_never_changes_where_a_channel_leads() => (
        from count in Gen.Int[1, 6]
        from ends in Gen.Int[0, 2].Select(i => Ends[i]).Array[count]
        from kept in Gen.Bool.Array[count]
        select (ends, kept)).Sample(drawn =>
    {
        List<Promotion> all = [];
        ChannelStatus? leads = null;
        for (var i = 0; i < drawn.ends.Length; i++)
        {
            var before = leads?.Version;
            all.Add(Decided($"p{i}", $"v{i}", i + 1, "Unknown", previous: before));
            leads = ChannelPolicy.Resolve("champion", leads, all);
            leads!.Version.ShouldBe($"v{i}");
            all[i] = Decided($"p{i}", $"v{i}", i + 1, drawn.ends[i], previous: before);
            leads = ChannelPolicy.Resolve("champion", leads, all);
        }

        var fewer = all.Where((_, i) => drawn.kept[i]).ToList();
        (ChannelPolicy.Resolve("champion", leads, fewer)?.Version).ShouldBe(leads?.Version);
        ChannelPolicy.Resolve("champion", leads, all).ShouldBe(leads);
    });

    [Fact]
    public void Resolve_is_at_rest_once_it_is_recorded() => (
        from ends in Gen.Int[0, 2].Select(i => Ends[i]).Array[1, 6]
        select ends).Sample(ends =>
    {
        var all = ends.Select((end, i) => Decided($"p{i}", $"v{i}", i + 1, end)).ToArray();
        var leads = Resolve(null, all);
        Resolve(leads, all).ShouldBe(leads);
    });
}
