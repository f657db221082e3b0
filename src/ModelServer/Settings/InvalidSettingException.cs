namespace Modelwright.ModelServer.Settings;

/// <summary>A variable or option that is missing or has a value that cannot be used.</summary>
internal sealed class InvalidSettingException(string message) : Exception(message);
