namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What holds where a RetrainPolicy leaves a field out. These are not schema defaults.</summary>
public static class RetrainDefaults
{
    /// <summary><c>spec.guards.cooldown</c>.</summary>
    public const string Cooldown = "1h";

    /// <summary><c>spec.guards.backoff.initial</c>.</summary>
    public const string BackoffInitial = "1h";

    /// <summary><c>spec.guards.backoff.max</c>.</summary>
    public const string BackoffMax = "168h";

    /// <summary><c>spec.guards.backoff.factor</c>.</summary>
    public const int BackoffFactor = 4;

    /// <summary><c>spec.guards.maxConsecutiveRejections</c>.</summary>
    public const int MaxConsecutiveRejections = 3;

    /// <summary><c>spec.gate.holdout.maxUses</c>.</summary>
    public const int HoldoutUses = 50;

    /// <summary><c>spec.gate.metrics[].confidence</c>.</summary>
    public const string Confidence = "0.95";

    /// <summary><c>spec.promotion.approvalTimeout</c>.</summary>
    public const string ApprovalTimeout = "168h";

    /// <summary><c>spec.keptRuns</c>.</summary>
    public const int KeptRuns = 10;
}
