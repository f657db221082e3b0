using System.Text.Json.Serialization;

namespace Modelwright.Agent.Datasets;

/// <summary>What the values of a column are.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CellType>))]
internal enum CellType
{
    /// <summary>Anything.</summary>
    Text,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>RFC 3339, or a date.</summary>
    Time,
}
