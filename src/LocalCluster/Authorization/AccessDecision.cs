namespace Modelwright.LocalCluster.Authorization;

/// <summary>What an authorizer says.</summary>
/// <param name="Allowed">Whether it may be done.</param>
/// <param name="Reason">Why, or why not, if there is something to say; for people.</param>
public readonly record struct AccessDecision(bool Allowed, string Reason)
{
    /// <summary>Allowed without further words.</summary>
    public static AccessDecision Yes { get; } = new(true, "");
}
