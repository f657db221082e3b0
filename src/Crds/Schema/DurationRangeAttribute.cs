namespace Modelwright.Crds.Schema;

/// <summary>The bounds of a <see cref="Values.Duration"/>, both inclusive.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationRangeAttribute(string minimum, string maximum) : Attribute
{
    /// <summary>The shortest duration allowed, for example <c>1s</c>.</summary>
    public string Minimum { get; } = minimum;

    /// <summary>The longest duration allowed, for example <c>24h</c>.</summary>
    public string Maximum { get; } = maximum;
}
