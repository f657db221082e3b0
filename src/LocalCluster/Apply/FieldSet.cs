using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Apply;

/// <summary>
/// A set of fields, as <c>metadata.managedFields</c> writes it: a tree whose edges are <c>f:NAME</c> (a member), <c>k:{KEYS}</c> (an item
/// of a map list), <c>v:VALUE</c> (an item of a set) or <c>i:N</c>; a node is in the set itself, or only on the way to one that is
/// (sigs.k8s.io/structured-merge-diff/fieldpath). Sets are built by adding, and not changed once they are in use.
/// </summary>
internal sealed class FieldSet
{
    private const string Self = ".";
    private static readonly FieldSet None = new();
    private readonly SortedDictionary<string, Node> _nodes = new(StringComparer.Ordinal);

    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>The elements directly below, with whether they are members themselves, and what is below them.</summary>
    public IEnumerable<(string Element, bool Member, FieldSet Below)> Elements =>
        _nodes.Select(pair => (pair.Key, pair.Value.Member, pair.Value.Below));

    public static FieldSet Parse(JsonObject? json)
    {
        var set = new FieldSet();
        foreach (var (element, content) in json ?? [])
        {
            if (element == Self) continue;
            var below = content as JsonObject ?? [];
            set._nodes[element] = new Node(below.Count == 0 || below.ContainsKey(Self), Parse(below));
        }

        return set;
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (element, node) in _nodes)
        {
            var below = node.Below.ToJson();
            if (node.Member && below.Count > 0) below.Insert(0, Self, new JsonObject());
            json[element] = below;
        }

        return json;
    }

    public bool Has(string element) => _nodes.TryGetValue(element, out var node) && node.Member;

    /// <summary>What is in the set below an element.</summary>
    public FieldSet Below(string element) => _nodes.TryGetValue(element, out var node) ? node.Below : None;

    /// <summary>Adds an element itself, and what is below it. For building.</summary>
    public void Add(string element, bool member, FieldSet below)
    {
        if (!member && below.IsEmpty) return;
        _nodes[element] = _nodes.TryGetValue(element, out var node)
            ? new Node(node.Member || member, node.Below.Union(below))
            : new Node(member, below);
    }

    public FieldSet Union(FieldSet other)
    {
        if (other.IsEmpty) return this;
        if (IsEmpty) return other;
        var result = new FieldSet();
        foreach (var (element, node) in _nodes) result._nodes[element] = node;
        foreach (var (element, node) in other._nodes) result.Add(element, node.Member, node.Below);
        return result;
    }

    /// <summary>What is in this set, and not in the other.</summary>
    public FieldSet Difference(FieldSet other) =>
        Combine(other, (mine, others) => mine && !others, (mine, others) => mine.Difference(others));

    /// <summary>What is in this set, and neither in the other nor below one of its members.</summary>
    public FieldSet RecursiveDifference(FieldSet other) =>
        Combine(other, (mine, others) => mine && !others, (mine, others) => mine.RecursiveDifference(others), stopAtMembers: true);

    /// <summary>What is in both sets.</summary>
    public FieldSet Intersection(FieldSet other) =>
        Combine(other, (mine, others) => mine && others, (mine, others) => mine.Intersection(others));

    /// <summary>The path of every member, for people.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        foreach (var (element, node) in _nodes)
        {
            var path = prefix + FieldPath.Display(element);
            if (node.Member) yield return path;
            foreach (var inner in node.Below.Paths(path)) yield return inner;
        }
    }

    private FieldSet Combine(
        FieldSet other, Func<bool, bool, bool> member, Func<FieldSet, FieldSet, FieldSet> below, bool stopAtMembers = false)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
        {
            var their = other._nodes.GetValueOrDefault(element);
            var rest = stopAtMembers && their is { Member: true } ? None : below(node.Below, their?.Below ?? None);
            result.Add(element, member(node.Member, their?.Member ?? false), rest);
        }

        return result;
    }

    private sealed record Node(bool Member, FieldSet Below);
}
