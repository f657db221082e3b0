using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator;
using Modelwright.Simulation.Clusters;

namespace Modelwright.Simulation.Oracles;

/// <summary>
/// Everything in a cluster, without what differs from run to run although it means the same: times, UIDs, versions, addresses and generated
/// names (the masks of Sieve's end-state oracle, OSDI 2022, section 5).
/// </summary>
public static partial class ClusterState
{
    private static readonly HashSet<string> NotCompared =
        ["events", "leases", "endpoints", "endpointslices", "nodes", "customresourcedefinitions", "namespaces", "componentstatuses"];

    private static readonly HashSet<string> MaskedMetadata =
        ["uid", "resourceVersion", "creationTimestamp", "managedFields", "generation", "generateName", "selfLink"];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The objects of the namespaces, one text each, by <c>resource namespace/name</c>.</summary>
    public static IReadOnlyDictionary<string, string> Of(IClusterApi api, params IReadOnlyCollection<string> namespaces)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var served in api.Resources.Where(served => served.Namespaced && !NotCompared.Contains(served.Resource.Plural)))
            foreach (var item in namespaces.SelectMany(space => api.List(served.Resource, space)))
                Add(found, $"{served.Resource.Plural} {item.Namespace()}/{NameOf(served.Resource, item)}", Describe(served.Resource, item));
        return found;
    }

    /// <summary>What differs, one line per object or field; empty when nothing does.</summary>
    public static string Difference(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual)
    {
        var lines = expected.Keys.Union(actual.Keys).Order(StringComparer.Ordinal)
            .Where(key => expected.GetValueOrDefault(key) != actual.GetValueOrDefault(key))
            .SelectMany(key => expected.GetValueOrDefault(key) is not { } wanted ? [$"+ {key}"]
                : actual.GetValueOrDefault(key) is not { } found ? [$"- {key}"]
                : Lines(key, wanted, found));
        return string.Join('\n', lines);
    }

    /// <summary>The name under which an object is counted: pods have generated ones.</summary>
    public static string NameOf(ResourceId resource, JsonObject item) =>
        resource.Plural == "pods" && item.Text("metadata", "generateName") is { } prefix ? $"{prefix}*" : item.Name();

    private static void Add(SortedDictionary<string, string> found, string key, string text)
    {
        while (!found.TryAdd(key, text)) key += "'";
    }

    private static IEnumerable<string> Lines(string key, string expected, string actual)
    {
        var (wanted, found) = (expected.Split('\n'), actual.Split('\n'));
        foreach (var line in wanted.Except(found)) yield return $"{key}: expected {line.Trim()}";
        foreach (var line in found.Except(wanted)) yield return $"{key}: found    {line.Trim()}";
    }

    private static string Describe(ResourceId resource, JsonObject item)
    {
        if (resource.Plural == "pods")
            return $"{item.Label(Labels.Revision)} {item.Text("status", "phase")} ready={item.IsReadyPod()} deleting={item.IsDeleting()}";
        var copy = item.Copy();
        copy["status"]?["observedGeneration"]
            ?.ReplaceWith(item.Integer("status", "observedGeneration") == item.Integer("metadata", "generation") ? "current" : "old");
        foreach (var condition in copy.Objects("status", "conditions")) condition.Remove("observedGeneration");
        foreach (var name in MaskedMetadata) copy.Child("metadata")?.Remove(name);
        foreach (var owner in copy.Objects("metadata", "ownerReferences")) owner.Remove("uid");
        copy.Child("metadata", "annotations")?.Remove("modelwright.io/applied-hash");
        return Mask(Ordered(copy)!.ToJsonString(Indented));
    }

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Ordered(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        _ => node?.DeepClone(),
    };

    private static string Mask(string text)
    {
        text = Times().Replace(text, "TIME");
        text = Spans().Replace(text, "$1SPAN");
        text = Addresses().Replace(text, "ADDRESS");
        text = Uids().Replace(text, "UID");
        text = RunFolders().Replace(text, "$1UID/");
        text = JobPodNames().Replace(text, "$1*");
        return PodNames().Replace(text, "$1*");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)", RegexOptions.CultureInvariant)]
    private static partial Regex Times();

    // How long pods ran, in a status and in the records of an Experiment.
    [GeneratedRegex(@"(\b(?:podSeconds|seconds)\\?"":\s?)\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Spans();

    [GeneratedRegex(@"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Uids();

    // NAME-UIDPART/, where runs leave what they made.
    [GeneratedRegex(@"(/[a-z][-a-z0-9]*-)[0-9a-f]{8}/", RegexOptions.CultureInvariant)]
    private static partial Regex RunFolders();

    // NAME-NUMBER-XXXXX, as Jobs name the pods of runs that are numbered.
    [GeneratedRegex(@"\b([a-z][a-z0-9]*-\d+-)[a-z0-9]{5}\b", RegexOptions.CultureInvariant)]
    private static partial Regex JobPodNames();

    // NAME-TEMPLATEHASH-XXXXX, as ReplicaSets name their pods.
    [GeneratedRegex(@"\b([a-z][-a-z0-9]*-[a-z0-9]{8,10}-)[a-z0-9]{5}\b", RegexOptions.CultureInvariant)]
    private static partial Regex PodNames();
}
