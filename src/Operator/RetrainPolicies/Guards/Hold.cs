namespace Modelwright.Operator.RetrainPolicies.Guards;

/// <summary>A guard that holds something back.</summary>
/// <param name="Reason">Which, in a word.</param>
/// <param name="Message">Why, in words, without anything that changes from look to look.</param>
/// <param name="Until">When it lets go at the latest; null: when something else changes.</param>
internal sealed record Hold(string Reason, string Message, DateTimeOffset? Until = null);
