namespace Modelwright.Statistics.Search;

/// <summary>Which values of the objective are better.</summary>
public enum Direction
{
    /// <summary>Smaller ones.</summary>
    Minimize,

    /// <summary>Greater ones.</summary>
    Maximize,
}
