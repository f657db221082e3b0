namespace Modelwright.Operator.Models.Rollouts;

/// <summary>One step of a rollout as it holds.</summary>
/// <param name="Weight">The new revision's share of the requests, in percent.</param>
/// <param name="Mirror">The share of the others that are copied to it, in percent.</param>
/// <param name="Duration">How long it lasts at least, once every router follows it.</param>
/// <param name="Pause">Only a person ends it.</param>
internal sealed record Stage(int Weight, int Mirror, TimeSpan Duration, bool Pause);
