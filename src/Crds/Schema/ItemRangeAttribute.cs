namespace Modelwright.Crds.Schema;

/// <summary>The bounds of every number in a list, both inclusive.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemRangeAttribute(long minimum, long maximum) : Attribute
{
    /// <summary>The smallest number allowed.</summary>
    public long Minimum { get; } = minimum;

    /// <summary>The largest number allowed.</summary>
    public long Maximum { get; } = maximum;
}
