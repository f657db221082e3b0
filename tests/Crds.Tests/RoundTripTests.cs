using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using k8s;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Tests.Schemas;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Tests;

public sealed class RoundTripTests
{
    [Fact]
    public void Model_read_and_written_is_the_same_and_valid() => Check<Model>("models");

    [Fact]
    public void ModelVersion_read_and_written_is_the_same_and_valid() => Check<ModelVersion>("modelversions");

    [Fact]
    public void TrainingRun_read_and_written_is_the_same_and_valid() => Check<TrainingRun>("trainingruns");

    [Fact]
    public void Experiment_read_and_written_is_the_same_and_valid() => Check<Experiment>("experiments");

    private static void Check<T>(string plural)
    {
        var schema = Kinds.Schema(plural);
        Instances.Of(schema).Sample(
            instance =>
            {
                StructuralValidator.Errors(instance, schema, plural).ShouldBeEmpty();
                var text = instance.ToJsonString();
                foreach (var value in new[] { JsonSerializer.Deserialize<T>(text, CrdJson.Options)!, KubernetesJson.Deserialize<T>(text) })
                {
                    var written = JsonSerializer.SerializeToNode(value, CrdJson.Options)!;
                    StructuralValidator.Errors(written, schema, plural).ShouldBeEmpty();
                    var expected = WithKind<T>(instance);
                    var same = JsonNode.DeepEquals(expected, written);
                    same.ShouldBeTrue($"read  {expected.ToJsonString()}\nwrote {written.ToJsonString()}");
                }
            },
            iter: 300);
    }

    /// <summary>What a type always writes, whether or not it was there.</summary>
    private static JsonObject WithKind<T>(JsonNode instance)
    {
        var expected = (JsonObject)instance.DeepClone();
        expected["apiVersion"] ??= ApiGroup.ApiVersion;
        expected["kind"] ??= typeof(T).Name;
        expected["metadata"] ??= new JsonObject();
        return expected;
    }
}
