using System.Text.Json.Serialization;

namespace Modelwright.Crds.Datasets;

/// <summary>The format of data files.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DataFormat>))]
public enum DataFormat
{
    /// <summary>Comma-separated, UTF-8, the first line names the columns.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}
