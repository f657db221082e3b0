using k8s.Models;

namespace Modelwright.Operator;

/// <summary>Writes answers as <c>metav1.Condition</c>.</summary>
internal static class Conditions
{
    /// <summary>
    /// The conditions in a fixed order, each with the generation. The transition time moves only when the answer changes; a type that has no
    /// answer now is left out.
    /// </summary>
    public static IReadOnlyList<V1Condition> Update(IEnumerable<V1Condition>? before, IEnumerable<Verdict> verdicts, long? generation, DateTimeOffset now) =>
        [.. verdicts.Select(verdict =>
        {
            var last = before?.FirstOrDefault(condition => condition.Type == verdict.Type);
            return new V1Condition
            {
                Type = verdict.Type,
                Status = verdict.Status,
                Reason = verdict.Reason,
                Message = verdict.Message,
                ObservedGeneration = generation,
                LastTransitionTime = last?.Status == verdict.Status ? last.LastTransitionTime : Times.Whole(now).UtcDateTime,
            };
        })];
}
