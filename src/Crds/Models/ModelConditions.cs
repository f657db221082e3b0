namespace Modelwright.Crds.Models;

/// <summary>The condition types of a Model.</summary>
public static class ModelConditions
{
    /// <summary>The wanted revision serves all traffic, or the Model is deliberately at zero replicas.</summary>
    public const string Ready = "Ready";

    /// <summary>Requests are answered now, whichever revision does it.</summary>
    public const string Available = "Available";

    /// <summary>Nothing is in the way of the wanted revision; it stays true once the revision serves.</summary>
    public const string Progressing = "Progressing";

    /// <summary>
    /// Every router of the namespace has acknowledged the newest route, every Gateway has accepted it, or the Service selects by it.
    /// </summary>
    public const string RouteReady = "RouteReady";

    /// <summary>
    /// The object is on its way to what its spec says; <c>Progressing</c> has the same reason. There only while it is true, for tools that
    /// follow kstatus.
    /// </summary>
    public const string Reconciling = "Reconciling";

    /// <summary>
    /// A person has to act; <c>Ready</c> has the same reason. There only while it is true, for tools that follow kstatus.
    /// </summary>
    public const string Stalled = "Stalled";
}
