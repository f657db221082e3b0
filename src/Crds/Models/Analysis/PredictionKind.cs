using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>How a model server counts an output.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PredictionKind>))]
public enum PredictionKind
{
    /// <summary>By value: integers, booleans and texts.</summary>
    Category,

    /// <summary>By bins of a grid: floating-point numbers.</summary>
    Number,
}
