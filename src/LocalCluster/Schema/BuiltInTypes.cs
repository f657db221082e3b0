using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Schema;

/// <summary>The types of the built-in kinds, read from the table <c>BuiltInTypes.txt</c>.</summary>
public static class BuiltInTypes
{
    private static readonly Lazy<IReadOnlyDictionary<string, TypeSchema>> Types = new(Load);

    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, TypeSchema> All => Types.Value;

    /// <summary>The metadata of every object.</summary>
    public static TypeSchema ObjectMeta => All["meta.v1.ObjectMeta"];

    /// <summary>A type by name, such as <c>core.v1.Pod</c>.</summary>
    public static TypeSchema Get(string name) => All[name];

    private static Dictionary<string, TypeSchema> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("BuiltInTypes.txt")!;
        using var reader = new StreamReader(stream);
        var blocks = new List<(string Name, bool Atomic, List<string[]> Fields)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line[0] != ' ') blocks.Add((words[0], words.Contains("atomic"), []));
            else blocks[^1].Fields.Add(words);
        }

        // Types refer to each other in any order, so the objects come first and their members second.
        var types = blocks.ToDictionary(block => block.Name, block => new TypeSchema
        {
            Type = SchemaType.Object,
            Name = block.Name,
            AtomicMap = block.Atomic,
            Properties = [],
            Required = [.. block.Fields.Where(field => field.Contains("required")).Select(field => field[1])],
        });
        foreach (var (name, _, fields) in blocks) types[name].WireFields.AddRange(fields.Select(field => Field(field, types)));
        foreach (var type in types.Values) AddMembers(type, type.Properties);
        return types;
    }

    private static void AddMembers(TypeSchema type, Dictionary<string, TypeSchema> members)
    {
        foreach (var field in type.Wire)
        {
            if (field.Name.Length == 0) AddMembers(field.Schema, members);
            else members[field.Name] = field.Schema;
        }
    }

    private static WireField Field(string[] words, Dictionary<string, TypeSchema> types)
    {
        var schema = Named(words[2], types);
        var keys = Values("key=").ToList();
        var strategy = Values("patch=").FirstOrDefault() ?? "";
        if (words.Length > 3)
        {
            schema = schema.With(
                listKind: Values("list=").FirstOrDefault() switch { "map" => ListKind.Map, "set" => ListKind.Set, _ => null },
                listKeys: keys.Count > 0 ? keys : null,
                atomicMap: words.Contains("atomic") ? true : null,
                omitZero: words.Contains("omitzero") ? true : null,
                alwaysPresent: words.Contains("present") ? true : null,
                @default: Values("default=").FirstOrDefault() is { } text ? JsonValue.Create(text) : null,
                merge: strategy.Length == 0 ? null : new MergeStrategy(
                    strategy.Contains("merge", StringComparison.Ordinal),
                    strategy.Contains("retainKeys", StringComparison.Ordinal),
                    strategy == "replace",
                    Values("mergeKey=").FirstOrDefault() ?? ""));
        }

        return new WireField(int.Parse(words[0], CultureInfo.InvariantCulture), words[1] == "+" ? "" : words[1], schema);

        IEnumerable<string> Values(string flag) =>
            words.Skip(3).Where(word => word.StartsWith(flag, StringComparison.Ordinal)).Select(word => word[flag.Length..]);
    }

    private static TypeSchema Named(string name, Dictionary<string, TypeSchema> types) => name switch
    {
        ['[', ']', .. var item] => new TypeSchema { Type = SchemaType.Array, Items = Named(item, types) },
        ['{', '}', .. var value] => new TypeSchema { Type = SchemaType.Object, AdditionalProperties = Named(value, types) },
        "string" => new TypeSchema { Type = SchemaType.String },
        "bytes" => new TypeSchema { Type = SchemaType.String, Format = "byte" },
        "time" => new TypeSchema { Type = SchemaType.String, Format = "date-time", Nullable = true },
        "microtime" => new TypeSchema { Type = SchemaType.String, Format = "micro-time", Nullable = true },
        "duration" => new TypeSchema { Type = SchemaType.String, Format = "duration" },
        "int32" or "int64" => new TypeSchema { Type = SchemaType.Integer, Format = name },
        "double" => new TypeSchema { Type = SchemaType.Number, Format = name },
        "bool" => new TypeSchema { Type = SchemaType.Boolean },
        "intorstring" => new TypeSchema { Type = SchemaType.IntOrString, Format = "int-or-string" },
        "quantity" => new TypeSchema { Type = SchemaType.IntOrString, Format = "quantity" },
        "rawextension" => new TypeSchema { Type = SchemaType.Object, PreserveUnknown = true },
        "fieldsv1" => new TypeSchema { Type = SchemaType.Object, PreserveUnknown = true, AtomicMap = true },
        "json" or "any" => TypeSchema.Anything,
        "JSONSchemaPropsOrArray" => types["apiextensions.v1.JSONSchemaProps"],
        "JSONSchemaPropsOrBool" => new TypeSchema { Properties = types["apiextensions.v1.JSONSchemaProps"].Properties },
        "JSONSchemaPropsOrStringArray" => TypeSchema.Anything,
        _ => types[name],
    };
}
