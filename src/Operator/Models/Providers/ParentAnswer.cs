using Modelwright.Operator.Gateways;

namespace Modelwright.Operator.Models.Providers;

/// <summary>One condition that one controller gives of a route at one Gateway.</summary>
/// <param name="Parent">The Gateway.</param>
/// <param name="Type">The condition.</param>
/// <param name="Holds">It is true.</param>
/// <param name="Generation">The number of the spec that it is about.</param>
/// <param name="Text">Its reason and message.</param>
public sealed record ParentAnswer(GatewayParent Parent, string Type, bool Holds, long Generation, string Text)
{
    /// <summary>The conditions that decide whether a route is in force; an entry without any of them says nothing.</summary>
    public static IEnumerable<ParentAnswer> Of(RouteParentStatus status, string? @namespace) =>
        from condition in status.Conditions ?? []
        where condition.Type is GatewayApi.Accepted or GatewayApi.ResolvedRefs
        let parent = GatewayParent.Of(status.ParentRef, @namespace)
        where parent is not null
        select new ParentAnswer(parent, condition.Type, condition.Status == "True", condition.ObservedGeneration ?? 0,
            Pods.TerminationMessage.Tidy($"{condition.Reason}: {condition.Message}"));
}
