using System.Text.Json.Serialization;

namespace Modelwright.Crds.Containers;

/// <summary>What a taint does to pods that do not tolerate it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaintEffect>))]
public enum TaintEffect
{
    /// <summary>New pods are not placed on the node.</summary>
    NoSchedule,

    /// <summary>New pods are placed elsewhere if possible.</summary>
    PreferNoSchedule,

    /// <summary>Running pods are evicted as well.</summary>
    NoExecute,
}
