namespace Modelwright.Crds.RetrainPolicies;

/// <summary>The condition types of a RetrainPolicy.</summary>
public static class RetrainConditions
{
    /// <summary>It can act; while it does, what it does is the reason.</summary>
    public const string Ready = "Ready";
}
