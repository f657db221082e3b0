namespace Modelwright.Crds.Schema;

/// <summary>The length of every string in a list, or of every value in a map, in characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemLengthAttribute(int minimum, int maximum) : Attribute
{
    /// <summary>The fewest characters allowed.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>The most characters allowed.</summary>
    public int Maximum { get; } = maximum;
}
