using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Crds.Values;
using Modelwright.Operator.Models.Providers;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary><c>spec.rollout</c> as it holds, with the defaults where it is silent.</summary>
internal sealed record RolloutRules
{
    /// <summary>How a new revision takes over.</summary>
    public required RolloutStrategy Strategy { get; init; }

    /// <summary>What it goes through before it gets all requests.</summary>
    public required IReadOnlyList<Stage> Steps { get; init; }

    /// <summary>Replicas above the wanted number while two revisions run; null: the old one keeps all of its own.</summary>
    public required int? Surge { get; init; }

    /// <summary>How users are kept with one revision, or null.</summary>
    public required StickyRouting? Sticky { get; init; }

    /// <summary>Nothing is begun, advanced or promoted.</summary>
    public required bool Paused { get; init; }

    /// <summary>So many of the revisions that served last need no steps.</summary>
    public required int Window { get; init; }

    /// <summary>How long the replicas of a revision that was taken back stay up.</summary>
    public required TimeSpan AbortDelay { get; init; }

    /// <summary>How long a promoted revision is watched; zero: not at all.</summary>
    public required TimeSpan Probation { get; init; }

    /// <summary>What follows when the evidence does not decide.</summary>
    public UndecidedRule Undecided { get; init; }

    /// <summary>What divides the requests now.</summary>
    public TrafficProvider Provider { get; init; }

    /// <summary>So many requests a step needs that ends without a verdict.</summary>
    public int MinRequests { get; init; }

    /// <summary>How long a stable revision that is down is waited for.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>By which a change of strategy or steps is noticed.</summary>
    public required string Digest { get; init; }

    /// <summary>Reads the spec.</summary>
    public static RolloutRules Of(ModelSpec spec)
    {
        var rollout = spec.Rollout ?? new();
        var strategy = rollout.Strategy ?? RolloutStrategy.BlueGreen;
        List<Stage> steps = strategy == RolloutStrategy.Rolling
            ? []
            : [.. (rollout.Steps ?? []).Take(ModelLimits.MaxSteps).Select(step => new Stage(
                Math.Clamp(step.Weight, 0, 99), Math.Clamp(step.Mirror ?? 0, 0, 100), Read(step.Duration), step.Pause == true))];
        return new()
        {
            Strategy = strategy,
            Steps = steps,
            Surge = rollout.MaxSurge ?? (strategy == RolloutStrategy.Rolling ? ModelDefaults.RollingSurge : null),
            Sticky = rollout.Sticky,
            Paused = rollout.Paused == true,
            Window = rollout.RollbackWindow ?? ModelDefaults.RollbackWindow,
            AbortDelay = RolloutTimes.Read(rollout.AbortScaleDownDelay, ModelDefaults.AbortScaleDownDelay),
            Probation = Read(rollout.Probation?.Duration),
            Undecided = Rule(rollout.Analysis),
            MinRequests = rollout.Analysis?.MinRequests ?? AnalysisDefaults.MinRequests,
            Deadline = RolloutTimes.Of(spec).ProgressDeadline,
            Digest = DigestOf(strategy, steps),
        };
    }

    private static UndecidedRule Rule(ModelAnalysis? analysis) => new(
        RolloutTimes.Read(analysis?.InconclusiveTimeout, AnalysisDefaults.InconclusiveTimeout),
        (analysis?.OnInconclusive ?? AnalysisDefaults.OnInconclusive) switch
        {
            InconclusiveAction.Promote => StepEnd.Promote,
            InconclusiveAction.Abort => StepEnd.Abort,
            _ => StepEnd.Stay,
        });

    /// <summary>The replicas that the new revision needs to carry a step.</summary>
    /// <param name="weight">Its share of the requests, in percent.</param>
    /// <param name="mirror">Its share of copies, in percent.</param>
    /// <param name="replicas">The Model's replicas.</param>
    public int Need(int weight, int mirror, int replicas) => Strategy == RolloutStrategy.BlueGreen
        ? replicas
        : Provider == TrafficProvider.None ? Math.Max(1, ReplicaShare.Count(weight, replicas, Surge))
        : Math.Clamp((int)Math.Ceiling(replicas * Math.Max(weight, mirror) / 100.0), 1, Math.Max(1, replicas));

    private static TimeSpan Read(Duration? duration) => RolloutTimes.Read(duration, "0s");

    private static string DigestOf(RolloutStrategy strategy, IEnumerable<Stage> steps)
    {
        var text = new StringBuilder(strategy.ToString());
        foreach (var step in steps)
            text.Append(CultureInfo.InvariantCulture, $";{step.Weight},{step.Mirror},{step.Duration.Ticks},{step.Pause}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..8];
    }
}
