namespace Modelwright.Crds.Promotions;

/// <summary>Bounds that the schema and the operator share.</summary>
public static class PromotionLimits
{
    /// <summary>The most entries of evidence.</summary>
    public const int MaxEvidence = 32;

    /// <summary>The most people who are asked.</summary>
    public const int MaxApprovals = 16;
}
