using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.Models.Resources;

/// <summary>What a serving pod has for being watched: the version's profile, the key of feedback.</summary>
internal static class MonitoringPod
{
    private const string Volume = "feedback";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The server's variables.</summary>
    public static IEnumerable<(string Name, string Value)> Environment(TargetRevision target)
    {
        if (target.Profile is not null) yield return ("MODELWRIGHT_PROFILE_FILE", FetchContainer.ProfileFile);
        if (target.Monitoring?.Redact is { Count: > 0 } redact)
            yield return ("MODELWRIGHT_REDACTED", JsonSerializer.Serialize(redact, Plain));
        if (target.Monitoring?.Feedback is not { } feedback) yield break;
        yield return ("MODELWRIGHT_FEEDBACK_KEY_FILE", $"{Names.FeedbackFolder}/{Names.FeedbackKey}");
        if (feedback.MaxAge is not { } age) yield break;
        var seconds = RolloutTimes.Read(age, MonitoringDefaults.FeedbackMaxAge).TotalSeconds;
        yield return ("MODELWRIGHT_FEEDBACK_MAX_AGE", seconds.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The pod's volumes. Without its Secret a pod does not start: where some replicas sign and others do not, labels get lost.
    /// </summary>
    public static IEnumerable<JsonNode> Volumes(TargetRevision target)
    {
        if (target.Monitoring?.Feedback is not { } feedback) yield break;
        yield return new JsonObject
        {
            ["name"] = Volume,
            ["secret"] = new JsonObject
            {
                ["secretName"] = feedback.KeySecretName,
                ["items"] = new JsonArray(new JsonObject { ["key"] = Names.FeedbackKey, ["path"] = Names.FeedbackKey }),
            },
        };
    }

    /// <summary>The server's mounts.</summary>
    public static IEnumerable<JsonNode> Mounts(TargetRevision target)
    {
        if (target.Monitoring?.Feedback is not null) yield return RestrictedPod.Mount(Volume, Names.FeedbackFolder, readOnly: true);
    }
}
