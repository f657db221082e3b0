using Modelwright.Crds.Schema;
using static Modelwright.Crds.Experiments.ExperimentConditions;

namespace Modelwright.Crds.Experiments;

/// <summary>The reasons in the condition of an Experiment. Events use the same words.</summary>
public static class ExperimentReasons
{
    /// <summary>The Experiment was seen; its data sets are being resolved.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Pending = "Pending";

    /// <summary>Runs are under way.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Running = "Running";

    /// <summary><c>spec.suspend</c> is true.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Suspended = "Suspended";

    /// <summary>The end was decided; runs that are under way are being stopped.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Stopping = "Stopping";

    /// <summary>The best run is being registered as a ModelVersion.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Registering = "Registering";

    /// <summary>A data set has no version that may be used yet.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string WaitingForData = "WaitingForData";

    /// <summary>A feasible run reached the goal.</summary>
    [Reason(Succeeded, "True")]
    public const string GoalReached = "GoalReached";

    /// <summary>All runs of the budget were made.</summary>
    [Reason(Succeeded, "True")]
    public const string MaxRunsReached = "MaxRunsReached";

    /// <summary>There is nothing left to try.</summary>
    [Reason(Succeeded, "True")]
    public const string SearchSpaceExhausted = "SearchSpaceExhausted";

    /// <summary>The resource hours of the budget are used up.</summary>
    [Reason(Succeeded, "True")]
    public const string BudgetExhausted = "BudgetExhausted";

    /// <summary>The last runs brought nothing better.</summary>
    [Reason(Succeeded, "True")]
    public const string NoImprovement = "NoImprovement";

    /// <summary><c>budget.maxDuration</c> has passed.</summary>
    [Reason(Succeeded, "True")]
    public const string DeadlineReached = "DeadlineReached";

    /// <summary><c>budget.maxFailedRuns</c> runs failed.</summary>
    [Reason(Succeeded, "False")]
    public const string TooManyFailures = "TooManyFailures";

    /// <summary>The search ended without a single feasible run.</summary>
    [Reason(Succeeded, "False")]
    public const string NoRunSucceeded = "NoRunSucceeded";

    /// <summary>The best run could not be registered; the message says why.</summary>
    [Reason(Succeeded, "False")]
    public const string RegistrationFailed = "RegistrationFailed";

    /// <summary>The spec asks for something that cannot be; the message names the field.</summary>
    [Reason(Succeeded, "False")]
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>The API server refuses an object that the Experiment needs; the message has its words. It is tried again.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string ResourceRefused = "ResourceRefused";
}
