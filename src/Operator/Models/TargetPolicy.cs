using Modelwright.Artifacts;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.Models;

/// <summary>From the spec (and the ModelVersion that it names) to the revision to aim for.</summary>
public static class TargetPolicy
{
    /// <summary>Decides what the spec asks for.</summary>
    public static TargetResolution Resolve(ModelObserved observed)
    {
        if (ModelRules.Check(observed.Model) is { } broken) return Failed(ModelReasons.InvalidSpec, broken);
        var source = observed.Model.Spec.Source;
        if (source.Channel is { } channel)
            return observed.Channel is { } leads
                ? FromVersion(observed, leads.Version, $"make the channel '{channel}' lead to another one by a Promotion")
                : Nowhere(observed.Model.Metadata.Name, channel);
        return source.Version is { } version
            ? FromVersion(observed, version, "change spec.source.version")
            : FromArtifact(observed, source.Artifact!, source.Artifact!.Digest, null);
    }

    private static TargetResolution Nowhere(string model, string channel) => new()
    {
        Problem = new(ModelReasons.NoPromotion, $"the channel '{channel}' leads nowhere yet: no Promotion of Model '{model}' was decided",
            NeedsAction: false),
    };

    private static TargetResolution FromVersion(ModelObserved observed, string name, string remedy)
    {
        if (observed.Version is not { } version)
            return Failed(ModelReasons.VersionNotFound,
                $"there is no ModelVersion '{name}' in this namespace; create it or {remedy}");
        var ready = version.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ModelVersionConditions.Ready);
        return ready?.Status switch
        {
            "True" => FromArtifact(observed, version.Spec.Artifact, version.Spec.Artifact.Digest, name, version.Spec.Profile),
            "False" => Failed(ready.Reason, $"ModelVersion '{name}' is not ready: {ready.Message}"),
            _ => new() { Waiting = $"waiting for ModelVersion '{name}' to be verified" },
        };
    }

    private static TargetResolution FromArtifact(
        ModelObserved observed, Artifact artifact, string? digest, string? version, VersionFile? profile = null)
    {
        var rules = observed.Settings.FileRules;
        if (!ArtifactUri.TryParse(artifact.Uri, rules, out var uri, out var error))
            return Failed(ModelReasons.InvalidUri,
                $"{(version is null ? "spec.source.artifact.uri" : $"the URI of ModelVersion '{version}'")} is refused: {error}");
        var (serving, monitoring) = (observed.Model.Spec.Serving ?? new(), observed.Model.Spec.Monitoring);
        return new()
        {
            Target = new()
            {
                Name = RevisionHash.Name(observed.Model.Metadata.Name, artifact, digest, version, serving, monitoring),
                Uri = uri,
                Digest = digest,
                Version = version,
                SecretName = artifact.Credentials?.SecretName,
                Serving = serving,
                Monitoring = monitoring,
                Profile = Profile(profile, rules),
            },
        };
    }

    // One that cannot be fetched keeps no model from serving; its pods say that nothing is counted.
    private static ProfileSource? Profile(VersionFile? file, ArtifactUriRules rules) =>
        file is not null && ArtifactUri.TryParse(file.Uri, rules, out var uri, out _) ? new(uri, file.Digest) : null;

    private static TargetResolution Failed(string reason, string message) => new() { Problem = new(reason, message, NeedsAction: true) };
}
