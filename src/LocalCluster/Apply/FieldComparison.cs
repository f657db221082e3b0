using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Apply;

/// <summary>Which fields differ between two versions of an object.</summary>
internal sealed record FieldComparison(FieldSet Added, FieldSet Modified, FieldSet Removed)
{
    public static FieldComparison Of(JsonObject? left, JsonObject right, TypeSchema type)
    {
        var comparison = new FieldComparison(new FieldSet(), new FieldSet(), new FieldSet());
        comparison.Members(left ?? [], right, type, both: true);
        return comparison;
    }

    public FieldComparison Without(FieldSet ignored) =>
        new(Added.RecursiveDifference(ignored), Modified.RecursiveDifference(ignored), Removed.RecursiveDifference(ignored));

    // A field that its type always writes is there on both sides, as far as the object around it is.
    private void Members(JsonObject left, JsonObject right, TypeSchema type, bool both)
    {
        foreach (var name in left.Select(pair => pair.Key)
            .Concat(right.Where(pair => !left.ContainsKey(pair.Key)).Select(pair => pair.Key)))
        {
            var inner = Structure.MemberType(type, name);
            var present = both && Structure.IsField(type, name) && inner.AlwaysPresent;
            Compare(FieldPath.Member(name), left[name], right[name],
                left.ContainsKey(name) || present, right.ContainsKey(name) || present, inner);
        }
    }

    private void Items(JsonArray left, JsonArray right, TypeSchema type)
    {
        var before = Index(left, type);
        var after = Index(right, type);
        foreach (var element in before.Keys.Union(after.Keys))
        {
            Compare(element, before.GetValueOrDefault(element), after.GetValueOrDefault(element),
                before.ContainsKey(element), after.ContainsKey(element), Structure.ItemType(type));
        }
    }

    // Descends where both sides, or the one that is there, have structure; everything else is compared as a whole.
    private void Compare(string element, JsonNode? left, JsonNode? right, bool inLeft, bool inRight, TypeSchema type)
    {
        var some = right ?? left;
        var leaf = !(Structure.IsMap(some, type) || Structure.IsItemList(some, type))
            || (left is JsonObject && right is JsonArray) || (left is JsonArray && right is JsonObject)
            || (IsEmpty(left) && IsEmpty(right));
        if (leaf)
        {
            if (!inLeft) Added.Add(element, true, new FieldSet());
            else if (!inRight) Removed.Add(element, true, new FieldSet());
            else if (!JsonEquality.Same(left, right)) Modified.Add(element, true, new FieldSet());
            return;
        }

        var inner = new FieldComparison(new FieldSet(), new FieldSet(), new FieldSet());
        if (some is JsonObject) inner.Members(left as JsonObject ?? [], right as JsonObject ?? [], type, inLeft && inRight);
        else inner.Items(left as JsonArray ?? [], right as JsonArray ?? [], type);
        Added.Add(element, !inLeft, inner.Added);
        Modified.Add(element, false, inner.Modified);
        Removed.Add(element, !inRight, inner.Removed);
    }

    private static bool IsEmpty(JsonNode? value) => value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 };

    private static Dictionary<string, JsonNode?> Index(JsonArray list, TypeSchema type)
    {
        var index = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            if (FieldPath.Item(item, type) is { } element) index[element] = item;
        }

        return index;
    }
}
