using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Artifacts;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;

namespace Modelwright.Operator.Datasets;

/// <summary>The document that tells a look what to do (docs/contracts.md, "Agent: dataset").</summary>
internal static class LookTask
{
    /// <summary>The most bytes that the agent takes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Where the claim of a DVC remote is mounted.</summary>
    public const string RemoteFolder = "/modelwright/remote";

    // Two, so that a version that is checked again has another one to be compared with.
    private const int Profiles = 2;

    /// <summary>The document.</summary>
    public static JsonObject Build(DatasetObserved observed, DatasetPlaces places, string specDigest, SweepPolicy? sweep = null)
    {
        var (dataset, spec, status) = (observed.Dataset, observed.Dataset.Spec, observed.Dataset.Status);
        var same = status?.SpecDigest == specDigest && !LookSchedule.IsAsked(dataset);
        var source = Input("source", places.Source.Uri, places.SourceDigest, Names.SourceFolder);
        var task = new JsonObject
        {
            ["dataset"] = dataset.Metadata.Name,
            ["uid"] = dataset.Metadata.Uid,
            ["namespace"] = dataset.Metadata.NamespaceProperty,
            ["source"] = source,
            ["known"] = new JsonObject
            {
                ["source"] = same ? status!.SourceDigest : null,
                ["digests"] = new JsonArray([.. (status?.Versions ?? []).Where(version => version.SpecDigest == specDigest)
                    .Select(version => JsonValue.Create(version.Digest))]),
            },
            ["format"] = spec.Format?.ToString(),
            ["columns"] = JsonSerializer.SerializeToNode(spec.Columns ?? [], CrdJson.Options),
            ["checks"] = new JsonArray([.. (spec.Checks ?? []).Where(check => check.Container is null).Select(Check)]),
            ["references"] = new JsonArray([.. observed.References.OrderBy(reference => reference.Key, StringComparer.Ordinal)
                .Select(reference => Reference(reference.Key, reference.Value, observed.Settings.AllowFileUris))]),
            ["profiles"] = new JsonArray([.. (status?.Versions ?? []).Where(version => version is { Eligible: true, Profile: not null })
                .Take(Profiles).Select(version => new JsonObject
                {
                    ["version"] = version.Digest,
                    ["uri"] = version.Profile!.Uri,
                    ["digest"] = version.Profile.Digest,
                })]),
            ["store"] = Folder(places.Store.Uri.ToString(), places.Store.Uri, Names.StoreFolder),
            ["allowFile"] = observed.Settings.AllowFileUris,
            ["allowLoopback"] = observed.Settings.AllowLoopback,
        };
        if (dataset.Spec.Source.Oci is { } oci) task["oci"] = oci.Reference;
        if (places.DvcRemote is { Uri: var remote })
            task["dvcRemote"] = Folder(dataset.Spec.Source.Dvc!.Remote.Uri, remote, RemoteFolder);
        if (sweep is not null) task["keep"] = Texts(sweep.Keep);
        return task;
    }

    /// <summary>Where a Dataset's claim is mounted that a check compares with.</summary>
    public static string ReferenceFolder(string dataset) => $"/modelwright/reference/{dataset}";

    /// <summary>A version of another Dataset as a URI; null when it is none.</summary>
    public static ArtifactUri? UriOf(ReferenceFact reference, bool allowFile) =>
        ArtifactUri.TryParse(reference.Version.Uri, new ArtifactUriRules { AllowFile = allowFile, AllowFolder = true }, out var uri, out _)
            ? uri : null;

    private static JsonObject Reference(string name, ReferenceFact reference, bool allowFile)
    {
        var input = Input(name, UriOf(reference, allowFile)!, reference.Version.Digest, ReferenceFolder(name));
        input["format"] = reference.Format?.ToString();
        return input;
    }

    private static JsonObject Input(string name, ArtifactUri uri, string? digest, string mount)
    {
        var input = new JsonObject { ["name"] = name, ["uri"] = uri.ToString() };
        if (digest is not null) input["digest"] = digest;
        if (uri.Scheme == ArtifactScheme.Pvc) input["sourceRoot"] = mount;
        return input;
    }

    private static JsonObject Folder(string text, ArtifactUri uri, string mount)
    {
        var folder = new JsonObject { ["uri"] = text };
        if (uri.Scheme == ArtifactScheme.Pvc) folder["root"] = mount;
        return folder;
    }

    private static JsonNode Check(DatasetCheck check)
    {
        var (rule, fields) = check switch
        {
            { RowCount: { } rows } => ("RowCount", new JsonObject { ["min"] = rows.Min?.ToString(), ["max"] = rows.Max?.ToString() }),
            { Completeness: { } share } => ("Completeness", new JsonObject { ["column"] = share.Column, ["min"] = share.Min }),
            { Range: { } range } => ("Range", new JsonObject { ["column"] = range.Column, ["min"] = range.Min, ["max"] = range.Max }),
            { Allowed: { } allowed } => ("Allowed",
                new JsonObject { ["column"] = allowed.Column, ["values"] = Texts(allowed.Values), ["min"] = allowed.MinShare }),
            { Uniqueness: { } unique } => ("Uniqueness", new JsonObject { ["columns"] = Texts(unique.Columns) }),
            { Freshness: { } fresh } => ("Freshness",
                new JsonObject { ["column"] = fresh.Column, ["maxAgeSeconds"] = fresh.MaxAge.ToTimeSpan().TotalSeconds }),
            { DisjointFrom: { } other } => ("DisjointFrom",
                new JsonObject { ["dataset"] = other.Dataset, ["columns"] = Texts(other.Key) }),
            { Distribution: { } same } => ("Distribution", new JsonObject { ["column"] = same.Column, ["tolerance"] = same.Tolerance }),
            _ => throw new ArgumentException($"check {check.Name} has no rule", nameof(check)),
        };
        foreach (var (name, _) in fields.Where(field => field.Value is null).ToList()) fields.Remove(name);
        fields["name"] = check.Name;
        fields["rule"] = rule;
        fields["severity"] = (check.Severity ?? CheckSeverity.Error).ToString();
        return fields;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
