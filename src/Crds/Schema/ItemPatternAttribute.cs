namespace Modelwright.Crds.Schema;

/// <summary>The regular expression (RE2) that every string in a list, or every value in a map, matches.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemPatternAttribute(string pattern) : Attribute
{
    /// <summary>The expression.</summary>
    public string Pattern { get; } = pattern;
}
