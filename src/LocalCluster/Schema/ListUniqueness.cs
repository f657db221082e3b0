using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Schema;

/// <summary>Items of set lists, and the keys of map lists, occur once.</summary>
internal static class ListUniqueness
{
    public static void Validate(JsonNode? value, TypeSchema schema, string path, ICollection<FieldError> errors)
    {
        switch (value)
        {
            case JsonObject members:
                foreach (var (name, member) in members)
                {
                    if (schema.Member(name) is { } known) Validate(member, known, path.Length == 0 ? name : $"{path}.{name}", errors);
                }

                break;
            case JsonArray list:
                if (schema.ListKind != ListKind.Atomic) ValidateItems(list, schema, path, errors);
                for (var i = 0; schema.Items is not null && i < list.Count; i++) Validate(list[i], schema.Items, $"{path}[{i}]", errors);
                break;
        }
    }

    private static void ValidateItems(JsonArray list, TypeSchema schema, string path, ICollection<FieldError> errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            var key = schema.ListKind == ListKind.Set ? list[i]?.DeepClone() : Keys(list[i], schema);
            if (!seen.Add(System.Text.Encoding.UTF8.GetString(JsonText.Write(key)))) errors.Add(FieldError.Duplicate($"{path}[{i}]", key));
        }
    }

    private static JsonObject Keys(JsonNode? item, TypeSchema schema)
    {
        var keys = new JsonObject();
        foreach (var name in schema.ListKeys)
        {
            if (item.At(name) is { } value) keys[name] = value.DeepClone();
        }

        return keys;
    }
}
