using k8s.Models;

namespace Modelwright.Runtime.Conditions;

/// <summary>
/// The next conditions of an object, built from the last ones: a transition time changes only when a status changes, times are whole
/// seconds (the API cuts the rest), and the order is fixed, so the same state is always written the same way.
/// </summary>
public sealed class ConditionSet
{
    /// <summary>The largest message that the API takes; longer ones are cut.</summary>
    public const int LongestMessage = 32768;

    private readonly SortedDictionary<string, V1Condition> conditions = new(StringComparer.Ordinal);
    private readonly long generation;
    private readonly DateTime now;

    /// <summary>Starts from the conditions that the object has now (null: none); all that are set get the generation.</summary>
    public ConditionSet(IEnumerable<V1Condition>? last, long? observedGeneration, DateTimeOffset now)
    {
        generation = observedGeneration ?? 0;
        var utc = now.UtcDateTime;
        this.now = utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond));
        foreach (var condition in last ?? []) conditions[condition.Type] = condition;
    }

    /// <summary>The condition of a type, or null.</summary>
    public V1Condition? this[string type] => conditions.GetValueOrDefault(type);

    /// <summary>Sets a condition.</summary>
    /// <param name="type">CamelCase.</param>
    /// <param name="status">True, False, or (null) Unknown.</param>
    /// <param name="reason">CamelCase; never empty, the API refuses that.</param>
    /// <param name="message">For people.</param>
    public ConditionSet Set(string type, bool? status, string reason, string message = "")
    {
        if (reason.Length == 0) throw new ArgumentException($"condition {type}: the reason is empty, which the API refuses",
            nameof(reason));
        var text = status switch { true => "True", false => "False", null => "Unknown" };
        var last = this[type];
        conditions[type] = new V1Condition
        {
            Type = type,
            Status = text,
            Reason = reason,
            Message = message.Length <= LongestMessage ? message : message[..LongestMessage],
            ObservedGeneration = generation,
            LastTransitionTime = last is not null && last.Status == text ? last.LastTransitionTime : now,
        };
        return this;
    }

    /// <summary>Takes a condition away, for kinds that show some only while they are true.</summary>
    public ConditionSet Remove(string type)
    {
        conditions.Remove(type);
        return this;
    }

    /// <summary>
    /// Derives a condition from others: True when all are, else False or Unknown with the reason and message of the first that is not
    /// (a False one before an Unknown one); a missing one counts as Unknown.
    /// </summary>
    public ConditionSet Summarize(string type, string reasonWhenTrue, string messageWhenTrue, params IReadOnlyList<string> dependents)
    {
        var worst = dependents.FirstOrDefault(name => this[name]?.Status == "False")
            ?? dependents.FirstOrDefault(name => this[name]?.Status != "True");
        if (worst is null) return Set(type, true, reasonWhenTrue, messageWhenTrue);
        return this[worst] is { } cause
            ? Set(type, cause.Status == "False" ? false : null, cause.Reason, cause.Message)
            : Set(type, null, "Unknown", $"{worst} is not known yet");
    }

    /// <summary>The conditions, ordered by type.</summary>
    public IReadOnlyList<V1Condition> ToList() => [.. conditions.Values];

    /// <summary>The types whose status differs from the last conditions: what events are for.</summary>
    public IReadOnlyList<V1Condition> Transitions(IEnumerable<V1Condition>? last)
    {
        var before = (last ?? []).ToDictionary(condition => condition.Type, condition => condition.Status);
        return [.. conditions.Values.Where(condition => before.GetValueOrDefault(condition.Type) != condition.Status)];
    }
}
