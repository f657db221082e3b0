using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>
/// Labels for predictions: every answer has a signed token, and what turned out to be true is sent back with it, to any replica
/// (<c>POST /v2/models/NAME/feedback</c>). Changing it makes a new revision.
/// </summary>
public sealed record ModelFeedback
{
    /// <summary>
    /// The name of a Secret in the same namespace with the key <c>key</c>: 32 characters or more, for example of <c>openssl rand -hex
    /// 32</c>; while it is replaced two lines, the new one first. The model servers mount it, the operator never reads it. As long as it is
    /// missing no new revision starts.
    /// </summary>
    [Length(1, 253)]
    [RegularExpression(Patterns.Subdomain)]
    public string KeySecretName { get; init; } = "";

    /// <summary>How long after a prediction its label is taken.</summary>
    [DurationRange("1s", "8760h")]
    [WhenUnset(MonitoringDefaults.FeedbackMaxAge)]
    public Duration? MaxAge { get; init; }
}
