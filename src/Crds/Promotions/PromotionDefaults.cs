namespace Modelwright.Crds.Promotions;

/// <summary>What holds where a Promotion leaves a field out. These are not schema defaults.</summary>
public static class PromotionDefaults
{
    /// <summary><c>spec.channel</c>.</summary>
    public const string Channel = "champion";
}
