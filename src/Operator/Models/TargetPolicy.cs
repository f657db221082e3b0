using Modelwright.Artifacts;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;

namespace Modelwright.Operator.Models;

/// <summary>From the spec (and the ModelVersion that it names) to the revision to aim for.</summary>
public static class TargetPolicy
{
    /// <summary>Decides what the spec asks for.</summary>
    public static TargetResolution Resolve(ModelObserved observed)
    {
        if (ModelRules.Check(observed.Model) is { } broken) return Failed(ModelReasons.InvalidSpec, broken);
        var source = observed.Model.Spec.Source;
        return source.Version is { } version
            ? FromVersion(observed, version)
            : FromArtifact(observed, source.Artifact!, source.Artifact!.Digest, null);
    }

    private static TargetResolution FromVersion(ModelObserved observed, string name)
    {
        if (observed.Version is not { } version)
            return Failed(ModelReasons.VersionNotFound,
                $"there is no ModelVersion '{name}' in this namespace; create it or change spec.source.version");
        var ready = version.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ModelVersionConditions.Ready);
        return ready?.Status switch
        {
            "True" => FromArtifact(observed, version.Spec.Artifact, version.Spec.Artifact.Digest, name),
            "False" => Failed(ready.Reason, $"ModelVersion '{name}' is not ready: {ready.Message}"),
            _ => new() { Waiting = $"waiting for ModelVersion '{name}' to be verified" },
        };
    }

    private static TargetResolution FromArtifact(ModelObserved observed, Artifact artifact, string? digest, string? version)
    {
        var rules = observed.Settings.FileRules;
        if (!ArtifactUri.TryParse(artifact.Uri, rules, out var uri, out var error))
            return Failed(ModelReasons.InvalidUri,
                $"{(version is null ? "spec.source.artifact.uri" : $"the URI of ModelVersion '{version}'")} is refused: {error}");
        var serving = observed.Model.Spec.Serving ?? new();
        return new()
        {
            Target = new()
            {
                Name = RevisionHash.Name(observed.Model.Metadata.Name, artifact, digest, version, serving),
                Uri = uri,
                Digest = digest,
                Version = version,
                SecretName = artifact.Credentials?.SecretName,
                Serving = serving,
            },
        };
    }

    private static TargetResolution Failed(string reason, string message) => new() { Problem = new(reason, message, NeedsAction: true) };
}
