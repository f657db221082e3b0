namespace Modelwright.Crds.Schema;

/// <summary>Says in which condition, and with which status, a reason appears; for the reference pages.</summary>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
public sealed class ReasonAttribute(string condition, string status) : Attribute
{
    /// <summary>The condition's type.</summary>
    public string Condition { get; } = condition;

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string Status { get; } = status;
}
