using Modelwright.Runtime.Events;

namespace Modelwright.Runtime.Planning;

/// <summary>Tell people with an event. Plans emit on transitions only; repeats are folded into a series.</summary>
/// <param name="Regarding">What it is about.</param>
/// <param name="Severity">Normal or Warning.</param>
/// <param name="Reason">CamelCase, at most 128 characters; stable, for machines.</param>
/// <param name="Action">CamelCase: what was done or tried.</param>
/// <param name="Note">One sentence for people, at most 1,024 bytes (longer ones are cut).</param>
public sealed record Emit(ObjectReference Regarding, EventSeverity Severity, string Reason, string Action, string Note) : Effect;
