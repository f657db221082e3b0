using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Schema;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Tables;

namespace Modelwright.LocalCluster.Resources;

/// <summary>A resource in one version, as the server serves it: names, scope, subresources, and the rules of its kind.</summary>
public sealed record ResourceDefinition
{
    private static readonly IReadOnlyList<string> AllVerbs =
        ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    private static readonly TypeSchema Scalar = new() { Type = SchemaType.String };

    /// <summary>Group, version and plural name.</summary>
    public required ResourceId Id { get; init; }

    public required string Kind { get; init; }

    public required string Singular { get; init; }

    public string ListKind { get => field ?? Kind + "List"; init; }

    public bool Namespaced { get; init; } = true;

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Verbs { get; init; } = AllVerbs;

    /// <summary>The collection that holds the objects; several versions (or groups) may share one.</summary>
    public ResourceKey Storage { get; init; }

    /// <summary>The API version that objects are kept in.</summary>
    public required string StorageApiVersion { get; init; }

    /// <summary>Between this version and the stored one, where they differ in more than their names.</summary>
    public IVersionConverter? Converter { get; init; }

    /// <summary>Whether <c>/status</c> exists, and status is therefore not writable elsewhere.</summary>
    public bool HasStatus { get; init; }

    public ScaleMapping? Scale { get; init; }

    /// <summary>Subresources beyond status and scale, such as <c>log</c>.</summary>
    public IReadOnlyList<string> OtherSubresources { get; init; } = [];

    /// <summary>Whether a PUT may omit the resourceVersion.</summary>
    public bool UnconditionalUpdate { get; init; } = true;

    /// <summary>Whether the resource comes from a CustomResourceDefinition.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Whether objects are questions that are answered at once, and never stored.</summary>
    public bool IsReview { get; init; }

    /// <summary>Fields that a field selector may name besides metadata.name and metadata.namespace.</summary>
    public IReadOnlyList<string> SelectableFields { get; init; } = [];

    /// <summary>The structure of the objects.</summary>
    public TypeSchema Type { get; init; } = TypeSchema.Anything;

    /// <summary>The structure of whole objects, their metadata included.</summary>
    internal TypeSchema WholeType => field ??= new TypeSchema
    {
        Type = SchemaType.Object,
        Properties = new Dictionary<string, TypeSchema>(Type.Properties)
        {
            ["apiVersion"] = Scalar,
            ["kind"] = Scalar,
            ["metadata"] = BuiltInTypes.ObjectMeta.With(alwaysPresent: true),
        },
        PreserveUnknown = Type.PreserveUnknown,
    };

    /// <summary>The schema as a CustomResourceDefinition gives it, for OpenAPI.</summary>
    public JsonObject? RawSchema { get; init; }

    /// <summary>What <c>kubectl get</c> prints; null for the kind's usual columns.</summary>
    public IReadOnlyList<TableColumn>? Columns { get; init; }

    /// <summary>Defaulting, preparation and validation of the kind.</summary>
    public KindRules Rules { get; init; } = KindRules.None;

    /// <summary>The value of <c>apiVersion</c> in this version's objects.</summary>
    public string ApiVersion => Id.Group.Length == 0 ? Id.Version : $"{Id.Group}/{Id.Version}";

    /// <summary>The name used in messages: group and plural.</summary>
    public ResourceKey Name => new(Id.Group, Id.Plural);

    /// <summary>The store's key for an object of this resource.</summary>
    public ObjectKey Key(string? @namespace, string name) => new(Storage, Namespaced ? @namespace ?? "" : "", name);
}
