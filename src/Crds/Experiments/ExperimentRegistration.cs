using System.Text.Json.Serialization;

namespace Modelwright.Crds.Experiments;

/// <summary>Which runs of an Experiment end in a ModelVersion.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExperimentRegistration>))]
public enum ExperimentRegistration
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>The best one, once the search has ended.</summary>
    BestOnly,

    /// <summary>Every run that succeeds.</summary>
    AllSucceeded,
}
