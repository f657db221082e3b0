namespace Modelwright.LocalCluster.Schema;

/// <summary>What a value may be.</summary>
public enum SchemaType
{
    /// <summary>Any value at all.</summary>
    Any,
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,

    /// <summary>An integer or a string, such as a port or a quantity.</summary>
    IntOrString,
}
