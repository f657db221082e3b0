using System.Text.Json.Serialization;

namespace Modelwright.Agent.Datasets;

/// <summary>How rows are written.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TableFormat>))]
internal enum TableFormat
{
    /// <summary>RFC 4180, UTF-8, the first line has the names of the columns.</summary>
    Csv,

    /// <summary>One flat JSON object a line.</summary>
    JsonLines,
}
