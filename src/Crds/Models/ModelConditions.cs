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

    /// <summary>Every router of the namespace has acknowledged the newest route.</summary>
    public const string RouteReady = "RouteReady";
}
