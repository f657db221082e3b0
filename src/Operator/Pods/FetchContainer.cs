using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.Artifacts;

namespace Modelwright.Operator.Pods;

/// <summary>
/// The init container that fetches the model and verifies its digest, with the volumes it needs (docs/contracts.md, agent).
/// </summary>
internal sealed record FetchContainer(
    string Image, ArtifactUri Uri, string? Digest, string? SecretName, string? PinConfigMap, long MaxBytes)
{
    private const string ModelVolume = "model";
    private const string SourceVolume = "source";
    private const string PinVolume = "pin";
    private const string ProfileVolume = "profile-source";

    /// <summary>Addresses of the machine itself are accepted.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>The reference profile to fetch as well; null: none.</summary>
    public ProfileSource? Profile { get; init; }

    /// <summary>The profile that the server reads.</summary>
    public static string ProfileFile => $"{Names.ModelFolder}/profile.json";

    /// <summary>The file that the server reads.</summary>
    public static string ModelFile => $"{Names.ModelFolder}/model.onnx";

    /// <summary>The server's mount of the fetched model.</summary>
    public static JsonObject ServerMount() => RestrictedPod.Mount(ModelVolume, Names.ModelFolder, readOnly: true);

    /// <summary>The container.</summary>
    public JsonObject Container()
    {
        var container = new JsonObject
        {
            ["name"] = Names.FetchContainer,
            ["image"] = Image,
            ["args"] = new JsonArray([.. Arguments().Select(argument => (JsonNode)RestrictedPod.Literal(argument))]),
            ["resources"] = new JsonObject
            {
                ["requests"] = new JsonObject { ["cpu"] = "50m", ["memory"] = "64Mi" },
                ["limits"] = new JsonObject { ["memory"] = "512Mi" },
            },
            ["securityContext"] = RestrictedPod.ContainerSecurity(),
            ["terminationMessagePolicy"] = "FallbackToLogsOnError",
            ["volumeMounts"] = new JsonArray([.. Mounts()]),
        };
        if (SecretName is not null)
            container["envFrom"] = new JsonArray(new JsonObject { ["secretRef"] = new JsonObject { ["name"] = SecretName } });
        return container;
    }

    /// <summary>The volumes of the pod.</summary>
    public IEnumerable<JsonNode> Volumes()
    {
        // Half as much again as the largest file: the download and its rename never share the space with a second copy.
        yield return RestrictedPod.Folder(ModelVolume, MaxBytes + MaxBytes / 2);
        if (Uri.Scheme == ArtifactScheme.Pvc)
            yield return new JsonObject
            {
                ["name"] = SourceVolume,
                ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = Uri.Host, ["readOnly"] = true },
            };
        if (OtherClaim is { } claim)
            yield return new JsonObject
            {
                ["name"] = ProfileVolume,
                ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = claim, ["readOnly"] = true },
            };
        if (PinConfigMap is not null)
            yield return new JsonObject
            {
                ["name"] = PinVolume,
                ["configMap"] = new JsonObject
                {
                    ["name"] = PinConfigMap,
                    ["optional"] = true,
                    ["items"] = new JsonArray(new JsonObject { ["key"] = Names.PinKey, ["path"] = Names.PinKey }),
                },
            };
    }

    private IEnumerable<string> Arguments()
    {
        yield return "fetch";
        foreach (var (option, value) in Options())
        {
            yield return option;
            yield return value;
        }

        var uris = Profile is { } profile ? new[] { Uri, profile.Uri } : [Uri];
        if (uris.Any(uri => uri.Scheme == ArtifactScheme.File)) yield return "--allow-file";
        if (AllowLoopback && uris.Any(uri => uri.Scheme is not (ArtifactScheme.Pvc or ArtifactScheme.File)))
            yield return "--allow-loopback";
    }

    private IEnumerable<(string Option, string Value)> Options()
    {
        yield return ("--uri", Uri.ToString());
        if (Digest is not null) yield return ("--digest", Digest);
        if (PinConfigMap is not null) yield return ("--pin", $"{Names.PinFolder}/{Names.PinKey}");
        yield return ("--output", ModelFile);
        yield return ("--max-bytes", MaxBytes.ToString(CultureInfo.InvariantCulture));
        if (Uri.Scheme == ArtifactScheme.Pvc) yield return ("--source-root", Names.SourceFolder);
        if (Profile is not { } profile) yield break;
        yield return ("--profile-uri", profile.Uri.ToString());
        yield return ("--profile-digest", profile.Digest);
        yield return ("--profile-output", ProfileFile);
        if (profile.Uri.Scheme == ArtifactScheme.Pvc)
            yield return ("--profile-source-root", OtherClaim is null ? Names.SourceFolder : Names.ProfileSourceFolder);
    }

    private IEnumerable<JsonNode> Mounts()
    {
        yield return RestrictedPod.Mount(ModelVolume, Names.ModelFolder, readOnly: false);
        if (Uri.Scheme == ArtifactScheme.Pvc) yield return RestrictedPod.Mount(SourceVolume, Names.SourceFolder, readOnly: true);
        if (OtherClaim is not null) yield return RestrictedPod.Mount(ProfileVolume, Names.ProfileSourceFolder, readOnly: true);
        if (PinConfigMap is not null) yield return RestrictedPod.Mount(PinVolume, Names.PinFolder, readOnly: true);
    }

    // The profile's claim, where it is not the model's: that one is mounted already.
    private string? OtherClaim => Profile is { Uri: { Scheme: ArtifactScheme.Pvc } uri }
        && (Uri.Scheme != ArtifactScheme.Pvc || Uri.Host != uri.Host) ? uri.Host : null;
}
