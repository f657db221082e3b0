namespace Modelwright.Crds.Models;

/// <summary>Bounds that the schema and the operator share.</summary>
public static class ModelLimits
{
    /// <summary>The most characters of a Model's name: its revisions add nine.</summary>
    public const int MaxNameLength = 40;

    /// <summary>The most replicas of a Model.</summary>
    public const int MaxReplicas = 1000;

    /// <summary>The most revisions that the status lists: the history, the one that serves and the one that is coming.</summary>
    public const int MaxRevisions = 32;

    /// <summary>The most steps of a rollout.</summary>
    public const int MaxSteps = 20;

    /// <summary>The most Gateways of a Model.</summary>
    public const int MaxGateways = 4;

    /// <summary>The most host names of a Model; an HTTPRoute takes no more.</summary>
    public const int MaxHostnames = 16;
}
