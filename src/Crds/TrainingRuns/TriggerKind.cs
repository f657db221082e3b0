using System.Text.Json.Serialization;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>What made a run.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TriggerKind>))]
public enum TriggerKind
{
    /// <summary>A person.</summary>
    Manual,

    /// <summary>A search over parameters.</summary>
    Experiment,

    /// <summary>A policy that keeps a Model up to date.</summary>
    RetrainPolicy,

    /// <summary>A Dataset that is prepared from others.</summary>
    Dataset,
}
