using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Apply;

/// <summary>Lays an applied configuration over an object: members and identified items merge, everything else is replaced.</summary>
internal static class TypedMerge
{
    /// <summary>The merged value; the inputs are not changed.</summary>
    public static JsonNode? Merge(JsonNode? live, JsonNode? applied, TypeSchema type)
    {
        if (Structure.IsMap(applied, type) && Structure.IsMap(live, type))
            return MergeMembers((JsonObject)live!, (JsonObject)applied!, type);
        if (Structure.IsItemList(applied, type) && Structure.IsItemList(live, type))
            return MergeItems((JsonArray)live!, (JsonArray)applied!, type);
        return applied?.DeepClone();
    }

    private static JsonObject MergeMembers(JsonObject live, JsonObject applied, TypeSchema type)
    {
        var result = new JsonObject();
        foreach (var (name, member) in live)
        {
            result[name] = applied.TryGetPropertyValue(name, out var change)
                ? Merge(member, change, Structure.MemberType(type, name))
                : member?.DeepClone();
        }

        foreach (var (name, member) in applied)
        {
            if (!live.ContainsKey(name)) result[name] = member?.DeepClone();
        }

        return result;
    }

    // Walks both lists at once: items of others stay where they are, applied items come in their own order, and where the orders of
    // shared items disagree the applied one wins.
    private static JsonArray MergeItems(JsonArray live, JsonArray applied, TypeSchema type)
    {
        var item = Structure.ItemType(type);
        var liveKeys = live.Select(one => FieldPath.Item(one, type) ?? "").ToList();
        var appliedKeys = applied.Select(one => FieldPath.Item(one, type) ?? "").ToList();
        var inApplied = appliedKeys.ToHashSet(StringComparer.Ordinal);
        var shared = new Queue<string>(appliedKeys.Where(liveKeys.Contains));
        var result = new JsonArray();
        int i = 0, j = 0;
        while (i < live.Count || j < applied.Count)
        {
            var mine = i < live.Count && !inApplied.Contains(liveKeys[i]);
            if (mine)
            {
                result.Add(live[i++]?.DeepClone());
            }
            else if (i < live.Count
                && (j == applied.Count || (liveKeys[i] != appliedKeys[j] && shared.TryPeek(out var next) && next != liveKeys[i])))
            {
                // It comes when its turn is in the applied list, or came already.
                i++;
            }
            else
            {
                var match = liveKeys.IndexOf(appliedKeys[j]);
                if (i < live.Count && liveKeys[i] == appliedKeys[j]) i++;
                if (shared.TryPeek(out next) && next == appliedKeys[j]) shared.Dequeue();
                result.Add(match >= 0 ? Merge(live[match], applied[j], item) : applied[j]?.DeepClone());
                j++;
            }
        }

        return result;
    }
}
