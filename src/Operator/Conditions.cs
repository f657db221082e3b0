using k8s.Models;
using Modelwright.Runtime.Conditions;

namespace Modelwright.Operator;

/// <summary>Writes answers as <c>metav1.Condition</c>.</summary>
internal static class Conditions
{
    /// <summary>The conditions of all answers; a type that has no answer now is left out.</summary>
    public static IReadOnlyList<V1Condition> Update(IReadOnlyList<V1Condition>? before, IReadOnlyList<Verdict> verdicts, long? generation,
        DateTimeOffset now)
    {
        var set = new ConditionSet(before, generation, now);
        foreach (var verdict in verdicts) set.Set(verdict.Type, verdict.Holds, verdict.Reason, verdict.Message);
        foreach (var old in before ?? [])
            if (verdicts.All(verdict => verdict.Type != old.Type)) set.Remove(old.Type);
        return set.ToList();
    }
}
