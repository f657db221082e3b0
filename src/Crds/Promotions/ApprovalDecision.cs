using System.Text.Json.Serialization;

namespace Modelwright.Crds.Promotions;

/// <summary>What a person says to a promotion.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApprovalDecision>))]
public enum ApprovalDecision
{
    /// <summary>It may go out.</summary>
    Approve,

    /// <summary>It may not.</summary>
    Reject,
}
