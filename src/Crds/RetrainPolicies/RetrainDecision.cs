using System.Text.Json.Serialization;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What a policy decides.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RetrainDecision>))]
public enum RetrainDecision
{
    /// <summary>A run is made.</summary>
    Started,

    /// <summary>A guard holds it back; what asked for it stays pending.</summary>
    Blocked,

    /// <summary>A candidate is on its way; what asked is remembered.</summary>
    Coalesced,

    /// <summary>What asked gets no run.</summary>
    Skipped,

    /// <summary>The run is cancelled in favour of another one.</summary>
    Replaced,

    /// <summary>The run brought no version.</summary>
    Failed,

    /// <summary>The candidate may not go out.</summary>
    Rejected,

    /// <summary>The candidate passed.</summary>
    Accepted,

    /// <summary>A person decides about the candidate.</summary>
    Undecided,

    /// <summary>The candidate serves.</summary>
    Promoted,

    /// <summary>The candidate is given up without a fault of its own.</summary>
    Withdrawn,
}
