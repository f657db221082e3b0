using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Controllers;

/// <summary>What a reconciliation came to. A transient failure is an exception, not a result.</summary>
public sealed record ReconciliationResult
{
    private ReconciliationResult() { }

    /// <summary>Nothing more to do until something changes.</summary>
    public static ReconciliationResult Done { get; } = new();

    /// <summary>When to look again although nothing changed.</summary>
    public TimeSpan? RequeueAfter { get; private init; }

    /// <summary>CamelCase; set when only a change of the object can help.</summary>
    public string? TerminalReason { get; private init; }

    /// <summary>For people.</summary>
    public string? TerminalMessage { get; private init; }

    /// <summary>What the runtime carries out before the result counts.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Look again after a time, at the latest.</summary>
    public static ReconciliationResult After(TimeSpan delay) => new() { RequeueAfter = delay };

    /// <summary>Trying again is pointless until the object changes: reported as an event and counted.</summary>
    public static ReconciliationResult Terminal(string reason, string message) =>
        new() { TerminalReason = reason, TerminalMessage = message };

    /// <summary>Carry out a plan, then sleep until its wake-up, or until something changes.</summary>
    public static ReconciliationResult Execute(Plan plan) => new() { Plan = plan, RequeueAfter = plan.WakeAfter };
}
