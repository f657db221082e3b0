namespace Modelwright.Crds.ModelVersions;

/// <summary>The condition types of a ModelVersion.</summary>
public static class ModelVersionConditions
{
    /// <summary>The file had the digest, and the model in it could be loaded.</summary>
    public const string Ready = "Ready";
}
