namespace Modelwright.Operator;

/// <summary>Why something does not come about.</summary>
/// <param name="Reason">A reason of the API, for example <c>DigestMismatch</c>.</param>
/// <param name="Message">The reason in words, and what to do.</param>
/// <param name="NeedsAction">Waiting does not help: a person must change the file, the spec or a Secret.</param>
public sealed record Problem(string Reason, string Message, bool NeedsAction);
