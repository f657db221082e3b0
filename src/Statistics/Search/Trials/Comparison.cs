namespace Modelwright.Statistics.Search.Trials;

/// <summary>How a metric is compared with its limit.</summary>
public enum Comparison
{
    /// <summary>metric ≤ limit</summary>
    LessOrEqual,

    /// <summary>metric ≥ limit</summary>
    GreaterOrEqual,

    /// <summary>metric &lt; limit</summary>
    Less,

    /// <summary>metric &gt; limit</summary>
    Greater,
}
