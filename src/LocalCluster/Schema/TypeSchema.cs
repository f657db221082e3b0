using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Schema;

/// <summary>
/// The structure of a value: of a built-in type, or of a custom resource as its definition gives it. Everything that needs to know types
/// reads this: decoding, pruning, defaulting, validation, merge patches, field ownership, OpenAPI. Not changed after it was built.
/// </summary>
public sealed class TypeSchema
{
    private static readonly Dictionary<string, TypeSchema> NoProperties = [];

    /// <summary>Says nothing about the value.</summary>
    public static TypeSchema Anything { get; } = new() { PreserveUnknown = true };

    public SchemaType Type { get; init; }

    /// <summary>For example <c>int32</c> or <c>date-time</c>.</summary>
    public string Format { get; init; } = "";

    /// <summary>The name of a built-in type, such as <c>core.v1.Pod</c>; empty elsewhere.</summary>
    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>The members of an object. (Built-in types refer to each other, so theirs are filled in late.)</summary>
    public Dictionary<string, TypeSchema> Properties { get; init; } = NoProperties;

    /// <summary>The values of a map.</summary>
    public TypeSchema? AdditionalProperties { get; init; }

    /// <summary>The items of a list.</summary>
    public TypeSchema? Items { get; init; }

    /// <summary>Members that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Whether members that are not listed are kept.</summary>
    public bool PreserveUnknown { get; init; }

    /// <summary>Whether the value is a Kubernetes object of its own.</summary>
    public bool EmbeddedResource { get; init; }

    public bool Nullable { get; init; }

    /// <summary>The value of a member that is missing; null for none.</summary>
    public JsonNode? Default { get; init; }

    public ListKind ListKind { get; init; }

    /// <summary>The members that identify an item of a <see cref="ListKind.Map"/> list.</summary>
    public IReadOnlyList<string> ListKeys { get; init; } = [];

    /// <summary>Whether the object or map has one owner as a whole (<c>x-kubernetes-map-type: atomic</c>).</summary>
    public bool AtomicMap { get; init; }

    /// <summary>Whether a built-in type does not write the zero value (Go's <c>omitempty</c> on a plain field).</summary>
    public bool OmitZero { get; init; }

    /// <summary>
    /// Whether a built-in type always writes the field, if empty as null (Go's plain structs, and lists and maps without <c>omitempty</c>).
    /// </summary>
    public bool AlwaysPresent { get; init; }

    /// <summary>What the value must satisfy beyond its structure.</summary>
    public ValueRules Rules { get; init; } = ValueRules.None;

    /// <summary>How a strategic merge patch treats the value.</summary>
    public MergeStrategy Merge { get; init; } = MergeStrategy.Default;

    /// <summary>The protobuf fields of a built-in type.</summary>
    public IReadOnlyList<WireField> Wire => WireFields;

    internal List<WireField> WireFields { get; init; } = [];

    /// <summary>The schema of a member; null when it is not known.</summary>
    public TypeSchema? Member(string name) => Properties.GetValueOrDefault(name) ?? AdditionalProperties;

    /// <summary>A copy for one field of a built-in type: same structure, other annotations.</summary>
    internal TypeSchema With(
        ListKind? listKind = null, IReadOnlyList<string>? listKeys = null, bool? atomicMap = null, bool? omitZero = null,
        bool? alwaysPresent = null, JsonNode? @default = null, MergeStrategy? merge = null) => new()
        {
            Type = Type,
            Format = Format,
            Name = Name,
            Properties = Properties,
            AdditionalProperties = AdditionalProperties,
            Items = Items,
            Required = Required,
            PreserveUnknown = PreserveUnknown,
            Nullable = Nullable,
            ListKind = listKind ?? ListKind,
            ListKeys = listKeys ?? ListKeys,
            AtomicMap = atomicMap ?? AtomicMap,
            OmitZero = omitZero ?? OmitZero,
            AlwaysPresent = alwaysPresent ?? AlwaysPresent,
            Default = @default ?? Default,
            Merge = merge ?? Merge,
            WireFields = WireFields,
        };
}
