using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Settings;

namespace Modelwright.ModelServer.Features;

/// <summary>The version's profile and what is counted with it.</summary>
/// <param name="Digest">The profile's digest; null without one.</param>
/// <param name="Problem">Why nothing is counted; null: it is.</param>
/// <param name="Plan">Where the profile's columns are.</param>
/// <param name="Counters">The counts.</param>
internal sealed record FeatureMonitor(string? Digest, string? Problem, FeaturePlan? Plan, FeatureCounters? Counters)
{
    /// <summary>Nothing is counted.</summary>
    public static FeatureMonitor Off { get; } = new(null, "the model is not loaded yet", null, null);

    /// <summary>Reads the profile that the settings name, and counts what the model has of it.</summary>
    public static FeatureMonitor Make(ServerSettings settings, ModelSignature signature, int stripes)
    {
        var file = ProfileFile.Read(settings.ProfileFile);
        if (file.Profile is not { } profile) return new FeatureMonitor(null, file.Problem, null, null);
        var plan = FeaturePlan.Make(profile, signature);
        return new FeatureMonitor(file.Digest, null, plan, new FeatureCounters(plan, settings.Redacted, stripes));
    }
}
