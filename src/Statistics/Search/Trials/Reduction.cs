namespace Modelwright.Statistics.Search.Trials;

/// <summary>How a series becomes one value of the objective.</summary>
public enum Reduction
{
    /// <summary>Its last value, also when that is NaN.</summary>
    Last,

    /// <summary>Its best value; NaN only when there is no other.</summary>
    Best,
}
