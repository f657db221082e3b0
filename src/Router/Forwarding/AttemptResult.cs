namespace Modelwright.Router.Forwarding;

/// <summary>What went wrong with an attempt.</summary>
public readonly record struct AttemptResult(AttemptFailure Kind, Exception? Exception);
