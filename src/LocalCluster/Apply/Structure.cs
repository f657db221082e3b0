using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Apply;

/// <summary>
/// How ownership sees a value: as a whole, by member, or by item. Where the schema is silent, objects are maps and lists are atomic.
/// </summary>
internal static class Structure
{
    private static readonly TypeSchema Deduced = TypeSchema.Anything;

    /// <summary>Whether the value's members are owned one by one.</summary>
    public static bool IsMap(JsonNode? value, TypeSchema type) =>
        value is JsonObject && !type.AtomicMap && type.Type is SchemaType.Object or SchemaType.Any;

    /// <summary>Whether the value's items are owned one by one.</summary>
    public static bool IsItemList(JsonNode? value, TypeSchema type) =>
        value is JsonArray && type is { Type: SchemaType.Array, ListKind: not ListKind.Atomic };

    /// <summary>Whether a member is a field that the type names, rather than an entry of a map.</summary>
    public static bool IsField(TypeSchema type, string name) => type.Properties.ContainsKey(name);

    public static TypeSchema MemberType(TypeSchema type, string name) => type.Member(name) ?? Deduced;

    public static TypeSchema ItemType(TypeSchema type) => type.Items ?? Deduced;

    /// <summary>All fields that a value holds.</summary>
    public static FieldSet Fields(JsonNode? value, TypeSchema type)
    {
        var set = new FieldSet();
        if (IsMap(value, type))
        {
            foreach (var (name, member) in (JsonObject)value!)
            {
                var memberType = MemberType(type, name);
                var leaf = !IsMap(member, memberType) && !IsItemList(member, memberType);
                var itself = leaf || member is JsonObject { Count: 0 } || !IsField(type, name);
                set.Add(FieldPath.Member(name), itself, leaf ? new FieldSet() : Fields(member, memberType));
            }
        }
        else if (IsItemList(value, type))
        {
            foreach (var item in (JsonArray)value!)
            {
                if (FieldPath.Item(item, type) is { } element) set.Add(element, true, Fields(item, ItemType(type)));
            }
        }

        return set;
    }

    /// <summary>The set, with each named field on the way to a member being a member too.</summary>
    public static FieldSet WithNamedFields(FieldSet set, TypeSchema type)
    {
        var result = new FieldSet();
        foreach (var (element, member, below) in set.Elements)
        {
            var name = FieldPath.MemberName(element);
            var inner = name is null ? ItemType(type) : MemberType(type, name);
            result.Add(element, member || (name is not null && IsField(type, name)), WithNamedFields(below, inner));
        }

        return result;
    }

    /// <summary>The value without the fields of a set; null when nothing is left. The input is not changed.</summary>
    public static JsonNode? Without(JsonNode? value, FieldSet gone, TypeSchema type)
    {
        if (gone.IsEmpty) return value?.DeepClone();
        if (IsMap(value, type))
        {
            var result = new JsonObject();
            foreach (var (name, member) in (JsonObject)value!)
            {
                var element = FieldPath.Member(name);
                if (gone.Has(element)) continue;
                var below = gone.Below(element);
                // What became empty by removal becomes null, as on a real server: built-in kinds drop it, a custom resource must allow it.
                result[name] = Without(member, below, MemberType(type, name));
            }

            return result.Count > 0 ? result : null;
        }

        if (!IsItemList(value, type)) return value?.DeepClone();
        var items = new JsonArray();
        foreach (var item in (JsonArray)value!)
        {
            var element = FieldPath.Item(item, type);
            if (element is null) items.Add(item?.DeepClone());
            else if (!gone.Has(element)) items.Add(Without(item, gone.Below(element), ItemType(type)));
        }

        return items.Count > 0 ? items : null;
    }
}
