namespace Modelwright.Operator;

/// <summary>One condition's answer.</summary>
/// <param name="Type">For example <c>Ready</c>.</param>
/// <param name="Holds">Yes, no, or (null) not known.</param>
/// <param name="Reason">One word, for machines.</param>
/// <param name="Message">A sentence, for people.</param>
internal sealed record Verdict(string Type, bool? Holds, string Reason, string Message);
