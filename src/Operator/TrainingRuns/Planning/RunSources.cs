using System.Security.Cryptography;
using System.Text;
using Modelwright.Artifacts;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Datasets;
using Modelwright.Operator.TrainingRuns.Resources;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>Pins what a run is made from: once, before anything of it is made. What was pinned stays.</summary>
internal static class RunSources
{
    /// <summary>The lineage with everything that is known before the first pod; null while a Dataset has no version.</summary>
    public static TrainingLineage? Pin(TrainingRunObserved observed, out string? missing)
    {
        var (run, before) = (observed.Run, observed.Run.Status?.Lineage);
        missing = null;
        List<InputLineage> inputs = [];
        foreach (var input in run.Spec.Inputs ?? [])
        {
            if (before?.Inputs?.FirstOrDefault(known => known.Name == input.Name) is { } pinned)
            {
                inputs.Add(pinned);
                continue;
            }

            if (input.Artifact is { } artifact)
            {
                inputs.Add(new() { Name = input.Name, Uri = artifact.Uri, Digest = artifact.Digest });
                continue;
            }

            if (!observed.Datasets.TryGetValue(input.Name, out var version))
            {
                missing = $"input {input.Name}: "
                    + MissingData.Words(input.Dataset!.Name, input.Dataset.Version, observed.AbsentDatasets);
                return null;
            }

            inputs.Add(new()
            {
                Name = input.Name,
                Dataset = input.Dataset!.Name,
                Uri = version.Uri,
                Digest = version.Digest,
                Bytes = version.Bytes,
                Rows = version.Rows,
            });
        }

        return before?.ParametersDigest is not null ? before : new()
        {
            Image = run.Spec.Container.Image,
            ParametersDigest = ParametersDigest(run.Spec.Parameters ?? new Dictionary<string, string>()),
            Seed = run.Spec.Seed ?? SeedOf(run.Metadata.Uid),
            Code = run.Spec.Code,
            Inputs = inputs.Count == 0 ? null : inputs,
            AgentImage = run.Spec.Agent == AgentMode.None ? null : observed.Settings.AgentImage,
            OperatorVersion = observed.Training.OperatorVersion,
            ResumedFrom = run.Spec.ResumeFrom,
        };
    }

    /// <summary>The inputs as the Job needs them; what a Dataset's copy cannot be read from is an error.</summary>
    public static IReadOnlyList<TrainingSource> Resolve(TrainingRunObserved observed, TrainingLineage lineage, out string? error)
    {
        error = null;
        List<TrainingSource> sources = [];
        var rules = observed.Settings.FolderRules;
        foreach (var pinned in lineage.Inputs ?? [])
        {
            if (!ArtifactUri.TryParse(pinned.Uri, rules, out var uri, out var refusal))
            {
                error = $"spec.inputs: {pinned.Name}: the URI is refused: {refusal}";
                return [];
            }

            var input = observed.Run.Spec.Inputs?.FirstOrDefault(known => known.Name == pinned.Name);
            var secret = input?.Artifact?.Credentials?.SecretName ?? observed.Datasets.GetValueOrDefault(pinned.Name)?.SecretName;
            sources.Add(new(pinned.Name, uri, pinned.Digest, pinned.Rows, secret));
        }

        return sources;
    }

    /// <summary>A seed that a run keeps: the first 31 bits of its UID's SHA-256.</summary>
    public static int SeedOf(string uid)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(uid));
        return ((hash[0] & 0x7f) << 24) | (hash[1] << 16) | (hash[2] << 8) | hash[3];
    }

    /// <summary>The digest that <see cref="TrainingLineage.ParametersDigest"/> describes.</summary>
    public static string ParametersDigest(IReadOnlyDictionary<string, string> parameters)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
            text.Append(name).Append('=')
                .Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
