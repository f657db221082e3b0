namespace Modelwright.Crds.Datasets;

/// <summary>The condition types of a Dataset.</summary>
public static class DatasetConditions
{
    /// <summary>The newest data passed its checks and may be trained on.</summary>
    public const string Ready = "Ready";
}
