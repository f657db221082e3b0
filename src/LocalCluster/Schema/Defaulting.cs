using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Schema;

/// <summary>Fills in the defaults of a custom resource's schema.</summary>
internal static class Defaulting
{
    /// <summary>Whether a schema has any default, so that old objects need a look when they are read.</summary>
    public static bool HasDefaults(TypeSchema schema) =>
        schema.Default is not null
        || schema.Properties.Values.Any(HasDefaults)
        || (schema.Items is not null && HasDefaults(schema.Items))
        || (schema.AdditionalProperties is not null && HasDefaults(schema.AdditionalProperties));

    /// <summary>Drops nulls where the schema allows none, as if they had not been sent.</summary>
    public static void DropNulls(JsonNode? value, TypeSchema schema)
    {
        if (value is JsonArray list && schema.Items is not null)
        {
            foreach (var item in list) DropNulls(item, schema.Items);
        }

        if (value is not JsonObject members) return;
        foreach (var (name, member) in members.ToList())
        {
            if (schema.Member(name) is not { } known) continue;
            if (member is null && !known.Nullable && known.Type != SchemaType.Any) members.Remove(name);
            else DropNulls(member, known);
        }
    }

    /// <summary>Defaults in place; true when something changed.</summary>
    public static bool Apply(JsonNode? value, TypeSchema schema)
    {
        var changed = false;
        switch (value)
        {
            case JsonObject members:
                foreach (var (name, known) in schema.Properties)
                {
                    var present = members.TryGetPropertyValue(name, out var member);
                    // An explicit null is a value only where the schema allows it; elsewhere it makes room for the default.
                    if (known.Default is not null && (!present || (member is null && !known.Nullable)))
                    {
                        members[name] = known.Default.DeepClone();
                        changed = true;
                    }

                    changed |= Apply(members[name], known);
                }

                if (schema.AdditionalProperties is { } values)
                {
                    foreach (var (name, member) in members.ToList())
                    {
                        if (!schema.Properties.ContainsKey(name)) changed |= Apply(member, values);
                    }
                }

                break;
            case JsonArray list when schema.Items is not null:
                foreach (var item in list) changed |= Apply(item, schema.Items);
                break;
        }

        return changed;
    }
}
