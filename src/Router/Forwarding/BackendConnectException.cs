namespace Modelwright.Router.Forwarding;

/// <summary>No connection to a backend could be made: nothing of the request was sent.</summary>
public sealed class BackendConnectException(string message, Exception inner) : IOException(message, inner);
