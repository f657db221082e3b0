using Modelwright.Artifacts;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.TrainingRuns.Resources;

/// <summary>Where a run's agent uploads to.</summary>
/// <param name="Uri">The run's own folder.</param>
/// <param name="SecretName">The Secret with credentials.</param>
internal sealed record TrainingOutput(ArtifactUri Uri, string? SecretName)
{
    private const string PvcPrefix = "pvc://";

    /// <summary>
    /// The folder of a run: its name and the beginning of its UID, so that a later run of the same name leaves an earlier version's files
    /// alone; below the operator's store also the namespace. Null, without an error, when nothing is uploaded.
    /// </summary>
    public static TrainingOutput? Of(TrainingRun run, TrainingSettings training, bool allowFile, out string? error)
    {
        error = null;
        if (run.Spec.Agent == AgentMode.None) return null;
        var own = run.Spec.Output;
        var target = own?.Uri ?? training.ArtifactStore;
        if (target is null)
        {
            error = run.Spec.Model is null
                ? null
                : "spec.output: a run that registers a model needs a place for it; set spec.output.uri, or the operator's --artifact-store";
            return null;
        }

        var uid = run.Metadata.Uid.Replace("-", "", StringComparison.Ordinal);
        var space = own is null && !target.StartsWith(PvcPrefix, StringComparison.Ordinal) ? $"{run.Metadata.NamespaceProperty}/" : "";
        var text = $"{target.TrimEnd('/')}/{space}{run.Metadata.Name}-{uid[..Math.Min(8, uid.Length)]}/";
        var rules = new ArtifactUriRules { AllowFile = allowFile, AllowFolder = true };
        if (ArtifactUri.TryParse(text, rules, out var uri, out var refusal) && uri.Scheme != ArtifactScheme.Https)
            return new(uri, own is null ? training.ArtifactStoreSecret : own.Credentials?.SecretName);
        error = $"{(own is null ? "the operator's option --artifact-store" : "spec.output.uri")} is refused: "
            + (refusal ?? "an https server takes no uploads; use s3:// or pvc://");
        return null;
    }

    /// <summary>The claim of a <c>pvc://</c> store, which the operator makes where it is missing.</summary>
    public static string? StoreClaim(TrainingSettings training) =>
        training.ArtifactStore is { } store && store.StartsWith(PvcPrefix, StringComparison.Ordinal)
            ? store[PvcPrefix.Length..].Split('/')[0]
            : null;
}
