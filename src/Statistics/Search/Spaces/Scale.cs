namespace Modelwright.Statistics.Search.Spaces;

/// <summary>How a number's range is searched.</summary>
public enum Scale
{
    /// <summary>Equal differences are equally likely.</summary>
    Linear,

    /// <summary>Equal ratios are equally likely; the range must be positive.</summary>
    Log,
}
