namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>A file is not as it was written. Internal to recovery, which may have another way.</summary>
internal sealed class DamageException(string message) : Exception(message);
