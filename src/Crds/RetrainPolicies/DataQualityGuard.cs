using System.Text.Json.Serialization;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What bad data does to retraining.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DataQualityGuard>))]
public enum DataQualityGuard
{
    /// <summary>No run starts while the data is bad.</summary>
    Block,

    /// <summary>Runs start all the same.</summary>
    Ignore,
}
