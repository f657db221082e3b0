using System.Text.Json;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Operator.Promotions;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Promotions;

/// <summary>Promotions of one Model, whose status is played.</summary>
internal sealed class PromotionSketch
{
    public DateTimeOffset Now { get; set; } = Samples.Start;

    public Model? Model { get; set; } = Samples.Model(new() { Source = new() { Channel = "champion" } });

    public SortedDictionary<string, Promotion> Promotions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ModelVersion> Versions { get; } = new(StringComparer.Ordinal)
    {
        ["v1"] = Samples.Version("v1", true),
        ["v2"] = Samples.Version("v2", true),
        ["v3"] = Samples.Version("v3", true),
    };

    public List<string> Events { get; } = [];

    public void Add(string name, string version, Func<PromotionSpec, PromotionSpec>? change = null)
    {
        var spec = new PromotionSpec { Model = "fraud", Version = version, Requester = new() { Name = "eve" } };
        Promotions[name] = new()
        {
            Metadata = new()
            {
                Name = name,
                NamespaceProperty = "shop",
                Uid = $"uid-{name}",
                Generation = 1,
                CreationTimestamp = Now.UtcDateTime,
            },
            Spec = change is null ? spec : change(spec),
        };
    }

    public void Approve(string name, string user, ApprovalDecision? decision = null) => Promotions[name] = Promotions[name] with
    {
        Spec = Promotions[name].Spec with
        {
            Approvals = [.. Promotions[name].Spec.Approvals ?? [], new() { User = user, Decision = decision }],
        },
    };

    /// <summary>One look at a Promotion.</summary>
    public Plan Look(string name)
    {
        var promotion = Promotions[name];
        var plan = PromotionPlanner.Plan(new()
        {
            Now = Now,
            Promotion = promotion,
            All = [.. Promotions.Values],
            Model = Model,
            Version = Versions.GetValueOrDefault(promotion.Status?.Version ?? promotion.Spec.Version),
        });
        foreach (var effect in plan.Effects)
            if (effect is PatchStatus patch)
                Promotions[name] = promotion with { Status = patch.Status.Deserialize<PromotionStatus>(CrdJson.Options) };
            else Events.Add(((Emit)effect).Reason);
        return plan;
    }

    public V1Condition Condition(string name)
    {
        Look(name);
        return Promotions[name].Status!.Conditions!.Single();
    }

    public string Reason(string name) => Condition(name).Reason;

    /// <summary>The Model sees where its channel leads.</summary>
    public ChannelStatus? Follow()
    {
        var channel = ChannelPolicy.Resolve("champion", Model!.Status?.Channel, [.. Promotions.Values]);
        Model = Model with { Status = (Model.Status ?? new()) with { Channel = channel } };
        return channel;
    }

    /// <summary>The Model's rollout as it stands.</summary>
    public void Roll(string? stable, string? next = null, string? aborted = null, string? cause = null) => Model = Model! with
    {
        Status = Model.Status! with
        {
            StableRevision = stable is null ? null : $"fraud-{stable}",
            NextRevision = next is null ? null : $"fraud-{next}",
            AbortedRevision = aborted is null ? null : $"fraud-{aborted}",
            Rollout = cause is null ? null : new() { Cause = cause },
            Revisions = [.. new[] { stable, next, aborted }.OfType<string>().Distinct()
                .Select(version => new ModelRevision { Name = $"fraud-{version}", Version = version })],
        },
    };

    /// <summary>All the way to serving.</summary>
    public void Serve(string name)
    {
        Reason(name).ShouldBe(PromotionReasons.RollingOut);
        Roll(Follow()!.Version);
        Reason(name).ShouldBe(PromotionReasons.Promoted);
    }
}
