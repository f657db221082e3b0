using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Patching;

/// <summary>
/// Kubernetes' own merge patch for built-in kinds: lists merge by the key their type names, and directives delete, replace, keep and order
/// (k8s.io/apimachinery/pkg/util/strategicpatch).
/// </summary>
internal static class StrategicMergePatch
{
    private const string PatchDirective = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeletePrefix = "$deleteFromPrimitiveList/";
    private const string OrderPrefix = "$setElementOrder/";

    /// <summary>The object with the patch applied; the inputs are not changed.</summary>
    public static JsonObject Apply(JsonObject value, JsonObject patch, TypeSchema type)
    {
        var result = value.Copy();
        return Merge(result, patch, type);
    }

    private static JsonObject Merge(JsonObject target, JsonObject patch, TypeSchema? type)
    {
        switch (patch.Text(PatchDirective))
        {
            case "replace":
                return Merge([], Without(patch, PatchDirective), type);
            case "delete":
                return [];
            case null or "merge":
                break;
            case var other:
                throw ApiErrors.BadRequest($"\"{other}\" is not a patch directive: expected delete, merge or replace");
        }

        if (patch.Items(RetainKeys) is { } retained)
        {
            var keep = retained.Texts().ToHashSet(StringComparer.Ordinal);
            foreach (var name in target.Select(pair => pair.Key).Where(name => !keep.Contains(name)).ToList()) target.Remove(name);
        }

        foreach (var (name, change) in patch)
        {
            if (name is PatchDirective or RetainKeys || name.StartsWith(OrderPrefix, StringComparison.Ordinal)) continue;
            if (name.StartsWith(DeletePrefix, StringComparison.Ordinal)) DeleteScalars(target, name[DeletePrefix.Length..], change);
            else MergeMember(target, name, change, patch[OrderPrefix + name] as JsonArray, type?.Member(name));
        }

        foreach (var (name, order) in patch)
        {
            if (!name.StartsWith(OrderPrefix, StringComparison.Ordinal) || patch.ContainsKey(name[OrderPrefix.Length..])) continue;
            var list = name[OrderPrefix.Length..];
            if (target[list] is JsonArray items)
                Order(items, order as JsonArray, items.DeepClone().AsArray(), type?.Member(list)?.Merge.Key ?? "");
        }

        return target;
    }

    private static void MergeMember(JsonObject target, string name, JsonNode? change, JsonArray? order, TypeSchema? type)
    {
        switch (change)
        {
            case null:
                target.Remove(name);
                break;
            case JsonObject members:
                var merge = type is not { Merge.Replace: true } && target[name] is JsonObject;
                var merged = Merge(merge ? (JsonObject)target[name]! : [], members, type);
                if (merged.Parent is null) target[name] = merged;
                break;
            case JsonArray items when type is { Merge.MergeList: true }:
                var existing = target[name] as JsonArray ?? [];
                var before = existing.DeepClone().AsArray();
                if (existing.Parent is null) target[name] = existing;
                var key = type.Merge.Key;
                if (key.Length == 0) MergeScalars(existing, items);
                else MergeObjects(existing, items, key, type.Items, name);
                Order(existing, order, before, key);
                break;
            default:
                target[name] = change.DeepClone();
                break;
        }
    }

    private static void MergeObjects(JsonArray existing, JsonArray items, string key, TypeSchema? type, string field)
    {
        if (items.OfType<JsonObject>().Any(item => item.Text(PatchDirective) == "replace")) existing.Clear();
        foreach (var node in items)
        {
            var item = node as JsonObject ?? throw ApiErrors.BadRequest($"every item of {field} must be an object");
            var directive = item.Text(PatchDirective);
            if (directive == "replace" && item.Count == 1) continue;
            if (item[key] is not { } identity)
                throw ApiErrors.BadRequest($"map: an item of {field} does not contain declared merge key: {key}");
            var index = IndexOf(existing, identity, key);
            if (directive == "delete")
            {
                if (index >= 0) existing.RemoveAt(index);
            }
            else if (index < 0)
            {
                existing.Add(Merge([], Without(item, PatchDirective), type));
            }
            else
            {
                var merged = Merge((JsonObject)existing[index]!, Without(item, PatchDirective), type);
                if (merged.Parent is null) existing[index] = merged;
            }
        }
    }

    private static void MergeScalars(JsonArray existing, JsonArray items)
    {
        foreach (var item in items)
        {
            if (!existing.Any(one => JsonEquality.Same(one, item))) existing.Add(item?.DeepClone());
        }
    }

    private static void DeleteScalars(JsonObject target, string name, JsonNode? items)
    {
        if (target[name] is not JsonArray existing || items is not JsonArray gone) return;
        foreach (var item in existing.Where(one => gone.Any(other => JsonEquality.Same(one, other))).ToList()) existing.Remove(item);
    }

    // Items that the patch orders come in its order; the others keep their place relative to those they stood before.
    private static void Order(JsonArray merged, JsonArray? order, JsonArray before, string key)
    {
        if (order is null) return;
        var items = merged.ToList();
        merged.Clear();
        var ordered = order.Select(wanted => items.FirstOrDefault(item => SameItem(item, wanted, key)))
            .Where(item => item is not null).ToList();
        var others = new Queue<JsonNode?>(items.Where(item => !ordered.Contains(item)));
        foreach (var item in ordered)
        {
            while (others.TryPeek(out var other) && StoodBefore(other, item)) merged.Add(others.Dequeue());
            merged.Add(item);
        }

        while (others.TryDequeue(out var rest)) merged.Add(rest);

        bool StoodBefore(JsonNode? left, JsonNode? right)
        {
            var (first, second) = (Position(left), Position(right));
            return first >= 0 && second >= 0 && first < second;
        }

        int Position(JsonNode? wanted)
        {
            for (var i = 0; i < before.Count; i++)
            {
                if (SameItem(before[i], wanted, key)) return i;
            }

            return -1;
        }
    }

    private static bool SameItem(JsonNode? left, JsonNode? right, string key) =>
        key.Length == 0 ? JsonEquality.Same(left, right) : left.At(key) is { } identity && JsonEquality.Same(identity, right.At(key));

    private static int IndexOf(JsonArray list, JsonNode identity, string key)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (JsonEquality.Same(list[i].At(key), identity)) return i;
        }

        return -1;
    }

    private static JsonObject Without(JsonObject value, string name)
    {
        var copy = value.Copy();
        copy.Remove(name);
        return copy;
    }
}
