namespace Modelwright.Runtime.Planning;

/// <summary>
/// The complete outcome of a decision, as data: effects in order (every prefix of them is a safe state to crash in), the children that may
/// be pruned, and when to look again.
/// </summary>
public sealed record Plan
{
    /// <summary>Nothing to do.</summary>
    public static Plan Empty { get; } = new();

    /// <summary>What to do, in this order.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>The children that go when the effects do not name them; null prunes nothing.</summary>
    public Pruning? Prune { get; init; }

    /// <summary>When to look again although nothing changed.</summary>
    public TimeSpan? WakeAfter { get; init; }
}
