namespace Modelwright.LocalCluster.Storage;

/// <summary>How much history the store keeps for watches and paged lists.</summary>
/// <param name="MaxEvents">Events per resource.</param>
/// <param name="MaxEventBytes">Bytes of JSON in the events of one resource.</param>
public sealed record StoreOptions(int MaxEvents = 2048, long MaxEventBytes = 32 << 20);
