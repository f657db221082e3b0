namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>
/// A folder cannot be used for state: somebody else uses it, a newer program wrote it, or it is damaged. The message says what to do.
/// </summary>
public sealed class StoreFolderException(string message, Exception? inner = null) : Exception(message, inner);
