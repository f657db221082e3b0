namespace Modelwright.Router.Settings;

/// <summary>An environment variable is missing or cannot be used; the message names it, its value and what to set.</summary>
public sealed class InvalidSettingException(string message) : Exception(message);
