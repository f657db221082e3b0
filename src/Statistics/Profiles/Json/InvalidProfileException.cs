namespace Modelwright.Statistics.Profiles.Json;

/// <summary>A profile that cannot be used; the message says why, for people.</summary>
public sealed class InvalidProfileException(string message, Exception? inner = null) : Exception(message, inner);
