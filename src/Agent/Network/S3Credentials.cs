namespace Modelwright.Agent.Network;

/// <summary>How to reach an S3 store. Without keys, requests are anonymous.</summary>
/// <param name="AccessKey">The access key's id.</param>
/// <param name="SecretKey">The secret key.</param>
/// <param name="SessionToken">The token of temporary keys.</param>
/// <param name="Region">The region; us-east-1 when null.</param>
/// <param name="Endpoint">The store's address when it is not Amazon's; buckets are then part of the path.</param>
public sealed record S3Credentials(string? AccessKey, string? SecretKey, string? SessionToken, string? Region, string? Endpoint)
{
    /// <summary>Shows which parts are set, never what they are.</summary>
    public override string ToString() => $"S3 {(AccessKey is null ? "anonymous" : "with keys")} at {Endpoint ?? Region ?? "Amazon"}";
}
