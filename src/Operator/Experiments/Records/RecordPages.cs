using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds.Experiments;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Experiments.Records;

/// <summary>The ConfigMaps with an Experiment's records; they go with it.</summary>
internal static class RecordPages
{
    /// <summary>The pages that hold something else now than before.</summary>
    public static IEnumerable<Effect> Changed(Experiment experiment, IEnumerable<RunRecord> before, IEnumerable<RunRecord> after)
    {
        var layout = RecordLayout.Of(experiment.Metadata.Name, experiment.Spec);
        var known = before.ToDictionary(record => record.Number);
        foreach (var page in after.GroupBy(record => layout.PageOf(record.Number)).OrderBy(page => page.Key))
            if (page.Any(record => !ReferenceEquals(known.GetValueOrDefault(record.Number), record)))
                yield return new Apply(ResourceType.Of<V1ConfigMap>(), Build(experiment, layout.NameOf(page.Key), page));
    }

    private static JsonObject Build(Experiment experiment, string name, IEnumerable<RunRecord> records)
    {
        var body = ChildBody.Of(ResourceType.Of<V1ConfigMap>(), ObjectReference.To(experiment), name, new Dictionary<string, string>
        {
            [Labels.ManagedBy] = Labels.ManagedByValue,
            [Labels.Name] = Labels.Training,
            [Labels.Experiment] = experiment.Metadata.Name,
        });
        body["data"] = new JsonObject { [RecordLayout.Key] = RecordText.Write(records) };
        return body;
    }
}
