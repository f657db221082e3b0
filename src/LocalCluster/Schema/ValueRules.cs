using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modelwright.LocalCluster.Schema;

/// <summary>What OpenAPI can say about a value besides its structure.</summary>
public sealed record ValueRules
{
    /// <summary>No rules.</summary>
    public static ValueRules None { get; } = new();

    public double? Minimum { get; init; }

    public bool ExclusiveMinimum { get; init; }

    public double? Maximum { get; init; }

    public bool ExclusiveMaximum { get; init; }

    public double? MultipleOf { get; init; }

    public long? MinLength { get; init; }

    public long? MaxLength { get; init; }

    public long? MinItems { get; init; }

    public long? MaxItems { get; init; }

    public long? MinProperties { get; init; }

    public long? MaxProperties { get; init; }

    public bool UniqueItems { get; init; }

    /// <summary>The pattern's source, for messages and OpenAPI.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>The pattern, matched anywhere in the text.</summary>
    public Regex? Regex { get; init; }

    public IReadOnlyList<JsonNode?>? Enum { get; init; }

    public IReadOnlyList<TypeSchema> AllOf { get; init; } = [];

    public IReadOnlyList<TypeSchema> AnyOf { get; init; } = [];

    public IReadOnlyList<TypeSchema> OneOf { get; init; } = [];

    public TypeSchema? Not { get; init; }
}
