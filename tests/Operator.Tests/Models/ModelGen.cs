using CsCheck;
using k8s.Models;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Containers;
using Modelwright.Crds.Models;
using Modelwright.Crds.Values;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models;

/// <summary>Random valid Models.</summary>
internal static class ModelGen
{
    private static readonly Gen<string> Words =
        Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789"].Array[1, 10].Select(chars => new string(chars));

    private static readonly Gen<Quantity> Quantities =
        Gen.OneOf("100m", "1", "2.5", "512Mi", "1Gi", "4e2").Select(text => new Quantity(text));

    private static readonly Gen<Duration?> Durations =
        Gen.OneOf(null, "1s", "30s", "2m", "1m30s").Select(text => text is null ? (Duration?)null : new Duration(text));

    private static readonly Gen<string> Uris =
        Gen.OneOf(Words.Select(word => $"s3://bucket-{word}/m.onnx"), Words.Select(word => $"https://{word}.example.com/$(HOME)/m.onnx"),
            Words.Select(word => $"pvc://claim-{word}/{word}/m.onnx"), Words.Select(word => $"file:///models/{word}.onnx"));

    private static readonly Gen<ModelArtifact> Artifacts =
        from uri in Uris
        from digest in Gen.OneOf<string?>(null, Samples.Digest('a'), Samples.Digest('b'))
        from secret in Words.Null()
        select new ModelArtifact
        {
            Uri = uri,
            Digest = digest,
            Credentials =
                secret is null || uri.StartsWith("pvc", StringComparison.Ordinal) || uri.StartsWith("file", StringComparison.Ordinal)
                ? null
                : new() { SecretName = secret },
        };

    private static readonly Gen<EnvVar> Variables =
        from name in Gen.OneOf(Words.Select(word => $"V_{word}"),
            Gen.OneOf("PATH", "HOME", "ASPNETCORE_URLS", "DOTNET_gcServer", "modelwright_x", "ORT"))
        from value in Gen.OneOf("", "1", "$(MODELWRIGHT_MODEL_FILE)", "a b\n")
        select new EnvVar { Name = name, Value = value };

    private static readonly Gen<ResourceAmounts> Resources =
        from requests in Gen.Dictionary(Gen.OneOf("cpu", "memory", "nvidia.com/gpu"), Quantities)[0, 3].Null()
        from limits in Gen.Dictionary(Gen.OneOf("cpu", "memory"), Quantities)[0, 2].Null()
        select new ResourceAmounts { Requests = requests, Limits = limits?.Where(limit => !Below(limit, requests)).ToDictionary() };

    private static readonly Gen<Toleration> Tolerations =
        from key in Words
        from exists in Gen.Bool
        select exists
            ? new Toleration { Key = key, Operator = TolerationOperator.Exists }
            : new Toleration { Key = key, Value = "x", Effect = TaintEffect.NoSchedule };

    private static readonly Gen<ModelServing> Servings =
        from replicas in Gen.OneOf<int?>(null, 0, 1, 5)
        from image in Gen.OneOf<string?>(null, "registry.example.com/server:1")
        from resources in Resources.Null()
        from variables in Variables.List[0, 4].Null()
        from selector in Gen.Dictionary(Words, Words)[0, 3].Null()
        from tolerations in Tolerations.List[0, 2].Null()
        from secrets in Words.List[0, 2].Null()
        from batch in Gen.OneOf<int?>(null, 1, 32, 1024)
        from delay in Durations
        from timeout in Durations
        select new ModelServing
        {
            Replicas = replicas,
            Runtime = image is null ? null : new() { Image = image },
            Resources = resources,
            Env = variables?.DistinctBy(variable => variable.Name).ToList(),
            NodeSelector = selector,
            Tolerations = tolerations,
            ImagePullSecrets = secrets?.Distinct().Select(name => new ImagePullSecret { Name = name }).ToList(),
            Batching = new() { MaxBatchSize = batch },
            Drain = new() { Delay = delay, Timeout = timeout },
        };

    // The API refuses a request above its limit.
    private static bool Below(KeyValuePair<string, Quantity> limit, Dictionary<string, Quantity>? requests) =>
        requests?.TryGetValue(limit.Key, out var request) == true && Number(limit.Value) < Number(request);

    private static decimal Number(Quantity quantity) => new ResourceQuantity(quantity.Text).ToDecimal();

    /// <summary>Models that the API server would take.</summary>
    public static Gen<Model> Valid { get; } =
        from name in Words
        from artifact in Artifacts
        from serving in Servings.Null()
        select Samples.Model(new() { Source = new() { Artifact = artifact }, Serving = serving }, "m" + name);
}
