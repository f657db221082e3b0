using k8s.Models;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;

namespace Modelwright.Operator.Tests.Sketch;

/// <summary>Models to start from.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ServingSettings Settings { get; } = new() { RouterPublicKey = "-----BEGIN PUBLIC KEY-----" };

    /// <summary>A digest made of one digit.</summary>
    public static string Digest(char digit) => "sha256:" + new string(digit, 64);

    public static Model Model(ModelSpec? spec = null, string name = "fraud") => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = "shop",
            Uid = $"uid-{name}",
            Generation = 1,
            CreationTimestamp = Start.UtcDateTime
        },
        Spec = spec ?? Spec("s3://models/fraud/a.onnx", Digest('a')),
    };

    /// <summary>A version that was verified, is not what it should be, or is not yet known.</summary>
    public static ModelVersion Version(string name, bool? ready) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "shop" },
        Spec = new() { Artifact = new() { Uri = "s3://models/m.onnx", Digest = Digest('a') } },
        Status = ready is null ? null : new()
        {
            Conditions =
            [
                new V1Condition
                {
                    Type = ModelVersionConditions.Ready,
                    Status = ready.Value ? "True" : "False",
                    Reason = ready.Value ? ModelVersionReasons.Verified : ModelVersionReasons.DigestMismatch,
                    Message = ready.Value ? "the file has the digest" : "the file has another digest",
                },
            ],
        },
    };

    public static ModelSpec Spec(string uri, string? digest = null, int? replicas = null) => new()
    {
        Source = new() { Artifact = new ModelArtifact { Uri = uri, Digest = digest } },
        Serving = replicas is null ? null : new() { Replicas = replicas },
    };
}
