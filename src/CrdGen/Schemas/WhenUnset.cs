namespace Modelwright.CrdGen.Schemas;

/// <summary>
/// What holds where a field is missing. The generator carries it beside a schema's keywords, because the reference pages show it in a
/// column of its own; a CRD has no such keyword (its <c>default</c> would be written into the object), so there it becomes part of the
/// description.
/// </summary>
public static class WhenUnset
{
    /// <summary>The keyword in the generator's schemas.</summary>
    public const string Keyword = "x-when-unset";
}
