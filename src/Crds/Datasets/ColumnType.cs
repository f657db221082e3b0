using System.Text.Json.Serialization;

namespace Modelwright.Crds.Datasets;

/// <summary>What the values of a column are.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColumnType>))]
public enum ColumnType
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Texts.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Times as in RFC 3339, or dates as in <c>2026-11-23</c>.</summary>
    Time,
}
