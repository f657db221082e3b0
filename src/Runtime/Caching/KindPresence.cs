using System.Text.Json.Serialization;

namespace Modelwright.Runtime.Caching;

/// <summary>What is known of a kind that a cluster may or may not have.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KindPresence>))]
public enum KindPresence
{
    /// <summary>Nobody has asked yet, or there was no answer.</summary>
    Unknown,

    /// <summary>The cluster does not have it. It is asked again about every half minute.</summary>
    Missing,

    /// <summary>The cluster has it, and the operator may not read it.</summary>
    Forbidden,

    /// <summary>It is read and followed.</summary>
    Present,
}
