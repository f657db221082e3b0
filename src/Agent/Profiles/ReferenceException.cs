namespace Modelwright.Agent.Profiles;

/// <summary>Reference rows cannot be read; the message is the end of a sentence that begins with the file's name.</summary>
public sealed class ReferenceException(string message, Exception? inner = null) : Exception(message, inner);
