using k8s.Models;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Models;

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

    public static ModelSpec Spec(string uri, string? digest = null, int? replicas = null) => new()
    {
        Source = new() { Artifact = new ModelArtifact { Uri = uri, Digest = digest } },
        Serving = replicas is null ? null : new() { Replicas = replicas },
    };
}
