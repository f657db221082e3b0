using Modelwright.Artifacts;
using Modelwright.Crds.Artifacts;

namespace Modelwright.Operator.Datasets;

/// <summary>Where a Dataset's data comes from and where its versions go.</summary>
internal sealed record DatasetPlaces
{
    /// <summary>The source: the data, or what points to it.</summary>
    public required SourcePlace Source { get; init; }

    /// <summary>What the source must be.</summary>
    public string? SourceDigest { get; init; }

    /// <summary>The DVC remote that the source points into.</summary>
    public SourcePlace? DvcRemote { get; init; }

    /// <summary>The folder of versions.</summary>
    public required StorePlace Store { get; init; }

    /// <summary>The places, or null and what is wrong with the spec.</summary>
    public static DatasetPlaces? Of(DatasetObserved observed, StorePlace store, PreparedData? prepared, out string? error)
    {
        error = null;
        if (prepared is not null) return new() { Source = new(prepared.Uri, store.SecretName), Store = store };
        var rules = observed.Settings.FolderRules;
        var from = observed.Dataset.Spec.Source;
        (string, string, ArtifactCredentials?) stated = from switch
        {
            { Artifact: { } artifact } => ("artifact", artifact.Uri, artifact.Credentials),
            { Oci: { } oci } => ("oci", $"oci://{oci.Reference}", oci.Credentials),
            { Dvc.File: { } pointer } => ("dvc.file", pointer.Uri, pointer.Credentials),
            _ => ("folder", StorePlace.Folder(from.Folder!.Uri), from.Folder.Credentials),
        };
        var (field, text, credentials) = stated;
        if (!ArtifactUri.TryParse(text, rules, out var source, out error))
        {
            error = $"spec.source.{field}.{(from.Oci is null ? "uri" : "reference")} is refused: {error}";
            return null;
        }

        // A place of https has no folders to list, but objects below it that are read by their names.
        ArtifactUri? remote = null;
        if (from.Dvc is { Remote: { } objects }
            && !ArtifactUri.TryParse($"{StorePlace.Folder(objects.Uri)}files/md5", rules, out remote, out error))
        {
            error = $"spec.source.dvc.remote.uri is refused: {error}";
            return null;
        }

        return new()
        {
            Source = new(source, credentials?.SecretName),
            SourceDigest = from.Artifact?.Digest ?? from.Dvc?.File.Digest,
            DvcRemote = remote is null ? null : new(remote, from.Dvc!.Remote.Credentials?.SecretName),
            Store = store,
        };
    }
}
