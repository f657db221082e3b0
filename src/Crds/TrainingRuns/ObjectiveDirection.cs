using System.Text.Json.Serialization;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>Which values of a metric are better.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObjectiveDirection>))]
public enum ObjectiveDirection
{
    /// <summary>Larger values are better.</summary>
    Maximize,

    /// <summary>Smaller values are better.</summary>
    Minimize,
}
