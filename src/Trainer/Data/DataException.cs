namespace Modelwright.Trainer.Data;

/// <summary>
/// The data cannot be trained on. The message names the file, row or column and what to do; the process exits with 65 (EX_DATAERR).
/// </summary>
public sealed class DataException(string message) : Exception(message);
