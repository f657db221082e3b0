namespace Modelwright.Crds.Promotions;

/// <summary>The condition types of a Promotion.</summary>
public static class PromotionConditions
{
    /// <summary>The version serves; <c>Unknown</c> until the end, with what is waited for as the reason.</summary>
    public const string Succeeded = "Succeeded";
}
