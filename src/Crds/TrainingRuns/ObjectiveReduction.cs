using System.Text.Json.Serialization;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>Which of a metric's values by step counts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObjectiveReduction>))]
public enum ObjectiveReduction
{
    /// <summary>The last one by step.</summary>
    Last,

    /// <summary>The best one by the objective's direction.</summary>
    Best,
}
