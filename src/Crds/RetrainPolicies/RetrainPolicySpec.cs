using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Ownership;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>When to train, what a candidate must show, and how it goes out.</summary>
public sealed record RetrainPolicySpec
{
    /// <summary>The Model in the same namespace. It must follow the channel, and no other policy may look after it.</summary>
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    [Immutable(Message = "a RetrainPolicy keeps its Model; create a new one instead")]
    public string Model { get; init; } = "";

    /// <summary>The channel that candidates are promoted to.</summary>
    [WhenUnset(PromotionDefaults.Channel)]
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Channel { get; init; }

    /// <summary>Who answers for it.</summary>
    public Owner? Owner { get; init; }

    /// <summary>
    /// Decides nothing new until it is taken back; what is under way goes on. Schedules that come due meanwhile are not made up for.
    /// </summary>
    [WhenUnset(false)]
    public bool? Suspend { get; init; }

    /// <summary>
    /// When to train, beside the annotation <c>modelwright.io/retrain</c>, whose every new value asks for a run; with <c>/force</c> at its
    /// end it also goes against cooldown, backoff, blackouts and bad data, never against the budget.
    /// </summary>
    [Length(0, RetrainLimits.MaxTriggers)]
    [ListMap("name")]
    public IReadOnlyList<RetrainTrigger>? Triggers { get; init; }

    /// <summary>The runs that it makes. Inputs without a version read the newest that passed its checks.</summary>
    public RetrainTemplate Template { get; init; } = new();

    /// <summary>What holds a run back.</summary>
    public RetrainGuards? Guards { get; init; }

    /// <summary>What a candidate must show. Without it every version that can serve passes.</summary>
    public RetrainGate? Gate { get; init; }

    /// <summary>How a candidate that passed goes out.</summary>
    public RetrainPromotion? Promotion { get; init; }

    /// <summary>How many ended runs are kept as objects. Versions and Promotions stay.</summary>
    [Range(1, 100)]
    [WhenUnset(RetrainDefaults.KeptRuns)]
    public int? KeptRuns { get; init; }
}
