using CsCheck;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Crds.Values;
using Modelwright.Operator.Models;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models;

public sealed class RevisionHashTests
{
    private static readonly ModelArtifact File = new() { Uri = "s3://models/m.onnx", Digest = Samples.Digest('a') };

    private static string Name(ModelServing? serving = null, ModelArtifact? artifact = null, string? version = null)
    {
        var file = artifact ?? File;
        return RevisionHash.Name("fraud", file, file.Digest, version, serving ?? new());
    }

    [Fact]
    public void Name_of_a_known_spec_never_changes_because_pods_would_restart()
    {
        Name().ShouldBe("fraud-65744d3c");
        Name(new()
        {
            Replicas = 3,
            Resources = new() { Limits = new Dictionary<string, Quantity> { ["memory"] = new("1Gi") } },
            Batching = new() { MaxBatchSize = 8 }
        })
            .ShouldBe("fraud-d93407ef");
    }

    [Fact]
    public void Name_does_not_depend_on_what_does_not_shape_pods()
    {
        Name(new() { Replicas = 7 }).ShouldBe(Name());
        Name(new() { Autoscaling = new() { MaxReplicas = 3 } }).ShouldBe(Name());
        Name(new() { MinReady = new Duration("10s") }).ShouldBe(Name());
        Name(new() { Batching = new(), Drain = new(), Resources = new(), Env = [], NodeSelector = new Dictionary<string, string>() })
            .ShouldBe(Name());
        Name(null, File with { Format = ArtifactFormat.Onnx }).ShouldBe(Name());
    }

    [Fact]
    public void Name_depends_on_what_is_watched_only_where_pods_need_it()
    {
        static string Watched(ModelMonitoring monitoring) => RevisionHash.Name("fraud", File, File.Digest, null, new(), monitoring);
        Watched(new() { FalseAlarmsPerYear = "2", Drift = new(), DataQuality = new(), Performance = new(), Redact = [] }).ShouldBe(Name());
        Watched(new() { Redact = ["b", "a"] }).ShouldBe(Watched(new() { Redact = ["a", "b"] }));
        new[]
        {
            Name(),
            Watched(new() { Feedback = new() { KeySecretName = "a" } }),
            Watched(new() { Feedback = new() { KeySecretName = "b" } }),
            Watched(new() { Feedback = new() { KeySecretName = "a", MaxAge = new Duration("1h") } }),
            Watched(new() { Redact = ["a"] }),
        }.ShouldBeUnique();
    }

    [Fact]
    public void Name_depends_on_everything_that_shapes_pods()
    {
        string[] names =
        [
            Name(),
            Name(null, File with { Uri = "s3://models/n.onnx" }),
            Name(null, File with { Digest = Samples.Digest('b') }),
            Name(null, File with { Digest = null }),
            Name(null, File with { Credentials = new() { SecretName = "s" } }),
            Name(null, null, "fraud-3"),
            Name(new() { Runtime = new() { Image = "x" } }),
            Name(new() { Resources = new() { Requests = new Dictionary<string, Quantity> { ["cpu"] = new("1") } } }),
            Name(new() { Resources = new() { Limits = new Dictionary<string, Quantity> { ["cpu"] = new("1") } } }),
            Name(new() { Env = [new() { Name = "A", Value = "1" }] }),
            Name(new() { NodeSelector = new Dictionary<string, string> { ["zone"] = "a" } }),
            Name(new() { Tolerations = [new() { Key = "k" }] }),
            Name(new() { ImagePullSecrets = [new() { Name = "p" }] }),
            Name(new() { Batching = new() { MaxBatchSize = 4 } }),
            Name(new() { Warmup = new() { Requests = 4 } }),
            Name(new() { Drain = new() { Delay = new Duration("4s") } }),
            Name(new() { Drain = new() { Timeout = new Duration("4s") } }),
        ];
        names.ShouldBeUnique();
    }

    [Fact]
    public void Name_does_not_depend_on_the_order_of_maps_and_variables() =>
        ModelGen.Valid.Sample(model =>
        {
            var serving = model.Spec.Serving;
            if (serving is null) return;
            var turned = serving with
            {
                Env = serving.Env?.Reverse().ToList(),
                NodeSelector = serving.NodeSelector?.Reverse().ToDictionary(),
                Resources = serving.Resources is null
                    ? null
                    : serving.Resources with { Requests = serving.Resources.Requests?.Reverse().ToDictionary() },
            };
            Name(turned, model.Spec.Source.Artifact).ShouldBe(Name(serving, model.Spec.Source.Artifact));
        }, iter: 300);
}
