namespace Modelwright.Operator.Routers;

/// <summary>A router did not answer, or not in the way that was agreed. The message is for people.</summary>
public sealed class RouterUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
