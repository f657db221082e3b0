using CsCheck;
using Modelwright.Crds.Containers;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Crds.Values;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.TrainingRuns;

/// <summary>Random valid TrainingRuns.</summary>
internal static class TrainingRunGen
{
    private static readonly Gen<string> Words =
        Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789"].Array[1, 10].Select(chars => new string(chars));

    private static readonly Gen<string> Texts = Gen.OneOf(Words, Gen.OneOf("", "$(MODELWRIGHT_SEED)", "$(HOME)", "a\nb", "{\"x\":1}"));

    private static readonly Gen<TrainingContainer> Containers =
        from command in Texts.List[0, 3]
        from arguments in Texts.List[0, 4]
        from env in Gen.Select(Gen.OneOf("PATH", "HOME", "LR", "modelwright_x"), Texts).List[0, 4]
        from amounts in Gen.OneOf<ResourceAmounts?>(null, new ResourceAmounts
        {
            Requests = new Dictionary<string, Quantity> { ["cpu"] = new("500m"), ["nvidia.com/gpu"] = new("1") },
            Limits = new Dictionary<string, Quantity> { ["memory"] = new("1Gi") },
        })
        select new TrainingContainer
        {
            Image = "registry.example.com/train:1",
            Command = command,
            Args = arguments,
            Env = [.. env.DistinctBy(variable => variable.Item1).Select(variable => new EnvVar { Name = variable.Item1,
                Value = variable.Item2 })],
            Resources = amounts,
        };

    private static readonly Gen<TrainingInput> Files =
        from name in Words
        from uri in Gen.OneOf("s3://bucket/x.csv", "https://host.example.com/x.csv", "pvc://claim/x.csv", "pvc://claim/a/b.csv",
            "file:///x.csv")
        from digest in Gen.OneOf<string?>(null, Samples.Digest('b'))
        from secret in Gen.Bool
        select new TrainingInput
        {
            Name = name,
            Artifact = new()
            {
                Uri = uri,
                Digest = digest,
                Credentials = secret && (uri[0] == 's' || uri[0] == 'h') ? new() { SecretName = "store" } : null,
            },
        };

    private static readonly Gen<TrainingRunSpec> Specs =
        from container in Containers
        from agent in Gen.OneOf<AgentMode?>(null, AgentMode.Sidecar, AgentMode.None)
        from inputs in Files.List[0, 4]
        from parameters in Gen.Dictionary(Words.Select(word => $"p{word}"), Texts)[0, 5].Null()
        from output in Gen.OneOf<string?>(null, "s3://models/a", "pvc://store", "pvc://store/b/", "file:///models")
        from checkpoints in Gen.Bool
        from queue in Gen.OneOf<string?>(null, "team-a")
        from retries in Gen.OneOf<int?>(null, 0, 3)
        from timeout in Gen.OneOf<Duration?>(null, new Duration("1s"), new Duration("2h"))
        from codes in Gen.Int[1, 255].Where(code => code is not (65 or 75 or 80)).List[0, 4]
        from model in Gen.OneOf<string?>(null, "fraud")
        from seed in Gen.OneOf<int?>(null, 0, 42)
        select new TrainingRunSpec
        {
            Container = container,
            Agent = agent,
            Inputs = [.. inputs.DistinctBy(input => input.Name)
                .Where(input => agent != AgentMode.None || input.Artifact!.Uri.StartsWith("pvc", StringComparison.Ordinal))],
            Parameters = parameters,
            Output = agent == AgentMode.None || output is null ? null : new()
            {
                Uri = output,
                Credentials = output[0] == 's' ? new() { SecretName = "store" } : null,
            },
            Checkpoints = checkpoints ? new() { Size = new("5Gi") } : null,
            Queue = queue,
            Retries = retries,
            Timeout = timeout,
            InfeasibleExitCodes = [.. codes.Distinct()],
            Model = model,
            Seed = seed,
            Objective = seed is null ? null : new() { Metric = "auc", Direction = ObjectiveDirection.Maximize },
            NodeSelector = queue is null ? null : new Dictionary<string, string> { ["disktype"] = "ssd" },
            Tolerations = queue is null ? null : [new Toleration { Key = "gpu", Operator = TolerationOperator.Exists }],
            PriorityClassName = queue is null ? null : "batch",
        };

    /// <summary>Runs that the API server accepts.</summary>
    public static Gen<TrainingRun> Valid { get; } = Specs.Select(spec => RunSamples.Run(spec));
}
