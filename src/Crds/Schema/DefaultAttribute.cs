namespace Modelwright.Crds.Schema;

/// <summary>
/// The value the API server writes into the object where the field is missing. Use <see cref="WhenUnsetAttribute"/> for anything
/// under <c>spec</c> that GitOps tools compare.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultAttribute(object value) : Attribute
{
    /// <summary>The default: a string, number or boolean.</summary>
    public object Value { get; } = value;
}
