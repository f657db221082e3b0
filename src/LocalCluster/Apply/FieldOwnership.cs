using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Apply;

/// <summary>
/// Server-side apply and the bookkeeping of who owns which field (sigs.k8s.io/structured-merge-diff/merge and
/// k8s.io/apimachinery/pkg/util/managedfields).
/// </summary>
internal static class FieldOwnership
{
    /// <summary>Owns what an object had before anybody's fields were recorded.</summary>
    private const string BeforeFirstApply = "before-first-apply";

    /// <summary>Records a write that is no apply: the manager now owns what it added or changed.</summary>
    /// <param name="old">The object before; null on create.</param>
    /// <param name="value">The object after; gets the new managedFields.</param>
    /// <param name="owner">Who writes.</param>
    /// <param name="type">The object's type, metadata included.</param>
    /// <param name="ignored">Fields that this way of writing cannot set.</param>
    /// <param name="now">The time for the record.</param>
    public static void Update(JsonObject? old, JsonObject value, Owner owner, TypeSchema type, FieldSet ignored, string now)
    {
        var owners = Recorded(old, value, owner);
        var difference = FieldComparison.Of(old, value, type).Without(ignored);
        var changed = difference.Modified.Union(difference.Added);
        owners = TakeAway(owners, changed.Union(difference.Removed));
        if (!changed.IsEmpty)
        {
            var mine = owners.Find(one => one.Owner.IsSame(owner));
            owners.RemoveAll(one => one.Owner.IsSame(owner));
            owners.Add(new Ownership(owner, mine is null ? changed : mine.Fields.Union(changed), now));
        }

        ManagedFields.Write(value, owners);
    }

    /// <summary>Applies a configuration: the object with it, or a refusal that names the conflicts.</summary>
    /// <param name="live">The object; empty but for its identity when it is to be created.</param>
    /// <param name="applied">The configuration, decoded.</param>
    /// <param name="owner">Who applies.</param>
    /// <param name="type">The object's type, metadata included.</param>
    /// <param name="ignored">Fields that this way of writing cannot set.</param>
    /// <param name="force">Take over what others own.</param>
    /// <param name="now">The time for the record.</param>
    /// <exception cref="ApiException">409: others own fields that the configuration changes.</exception>
    public static JsonObject Apply(JsonObject live, JsonObject applied, Owner owner, TypeSchema type, FieldSet ignored,
        bool force, string now)
    {
        var owners = ManagedFields.Read(live);
        if (owners.Count == 0 && live.Text("metadata", "uid") is not null)
        {
            var all = FieldComparison.Of(null, live, type).Added.RecursiveDifference(ignored);
            owners.Add(new Ownership(new Owner(BeforeFirstApply, false, owner.ApiVersion, ""), all, now));
        }

        var last = owners.Find(one => one.Owner.IsSame(owner));
        owners.RemoveAll(one => one.Owner.IsSame(owner));
        var fields = Structure.Fields(applied, type).RecursiveDifference(ignored);
        var result = (JsonObject)TypedMerge.Merge(live, applied, type)!;
        if (last is not null) result = Prune(result, last.Fields, fields, owners, type);
        var difference = FieldComparison.Of(live, result, type).Without(ignored);
        var changed = difference.Modified.Union(difference.Added);
        if (!force) ApplyConflicts.Check(live, owner, owners, changed, type);
        owners = TakeAway(owners, changed.Union(difference.Removed));

        var same = last is not null && JsonEquality.Same(last.Fields.ToJson(), fields.ToJson())
            && changed.IsEmpty && difference.Removed.IsEmpty && last.Owner.ApiVersion == owner.ApiVersion;
        owners.Add(new Ownership(owner, fields, same ? last!.Time : now));
        ManagedFields.Write(result, owners);
        return result;
    }

    // Removes what this manager applied before, does not apply now, and nobody else owns.
    private static JsonObject Prune(JsonObject merged, FieldSet last, FieldSet now, List<Ownership> others, TypeSchema type)
    {
        FieldSet Named(FieldSet set) => Structure.WithNamedFields(set, type);
        FieldSet AllOf(JsonNode? value) => Named(Structure.Fields(value, type));

        var all = AllOf(merged);
        var pruned = Structure.Without(merged, Named(last), type);
        var owned = others.Aggregate(now, (set, other) => set.Union(other.Fields));
        // Back comes what somebody owns, and what only hung below something that was removed.
        pruned = Structure.Without(merged, all.Difference(AllOf(pruned).Union(Named(owned))), type);
        return (JsonObject)Structure.Without(merged, all.Difference(AllOf(pruned)).Intersection(Named(last)), type)!;
    }

    // A client may rewrite the record on the main resource: one empty entry forgets it all. One that sends none keeps what there is.
    private static List<Ownership> Recorded(JsonObject? old, JsonObject value, Owner owner)
    {
        if (owner.Subresource.Length == 0 && value.Items("metadata", "managedFields") is { Count: > 0 } sent)
        {
            if (sent is [JsonObject { Count: 0 }]) return [];
            return ManagedFields.Read(value);
        }

        return old is null ? [] : ManagedFields.Read(old);
    }

    private static List<Ownership> TakeAway(List<Ownership> owners, FieldSet fields) =>
        fields.IsEmpty ? owners : [.. owners.Select(one => one with { Fields = one.Fields.Difference(fields) })];
}
