using Modelwright.Crds.RetrainPolicies;
using Modelwright.Operator.RetrainPolicies.Guards;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.RetrainPolicies.Planning;

/// <summary>A look at a policy, as far as it has come.</summary>
/// <param name="Now">The moment.</param>
/// <param name="Status">The status as it will be written, before anything else is done.</param>
internal sealed record RetrainTurn(DateTimeOffset Now, RetrainPolicyStatus Status)
{
    /// <summary>What to do once the status is written.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>What is new among the decisions.</summary>
    public IReadOnlyList<DecisionRecord> Fresh { get; init; } = [];

    /// <summary>What holds a run or a candidate back.</summary>
    public Hold? Hold { get; init; }

    /// <summary>With one more thing to do.</summary>
    public RetrainTurn Do(Effect effect) => this with { Effects = [.. Effects, effect] };

    /// <summary>With the status changed.</summary>
    public RetrainTurn With(Func<RetrainPolicyStatus, RetrainPolicyStatus> change) => this with { Status = change(Status) };

    /// <summary>With a decision. The same one again is no news, so that a guard that holds for a week is one line.</summary>
    public RetrainTurn Record(RetrainDecision decision, string reason, string message, IEnumerable<string>? triggers = null,
        string? run = null)
    {
        List<string> names = [.. (triggers ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var record = new DecisionRecord
        {
            Time = Times.Whole(Now),
            Decision = decision,
            Reason = reason,
            Message = Words.Cut(message),
            Triggers = names.Count == 0 ? null : names,
            Run = run,
        };
        var standing = decision is RetrainDecision.Blocked or RetrainDecision.Coalesced;
        if (standing && Status.Decisions is [var last, ..] && last.Decision == decision && last.Reason == reason
            && (last.Triggers ?? []).SequenceEqual(names))
            return this;
        List<DecisionRecord> all = [record, .. (Status.Decisions ?? []).Take(RetrainLimits.MaxDecisions - 1)];
        return this with { Status = Status with { Decisions = all }, Fresh = [.. Fresh, record] };
    }
}
