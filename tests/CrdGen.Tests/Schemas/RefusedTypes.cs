using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Modelwright.Crds.Schema;
using static Modelwright.CrdGen.Tests.Schemas.SampleTypes;

namespace Modelwright.CrdGen.Tests.Schemas;

/// <summary>Types that no structural and bounded schema can be made of.</summary>
public static class RefusedTypes
{
    /// <summary>Refused.</summary>
    public sealed record UnboundedText
    {
        /// <summary>Something.</summary>
        public string? Text { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record UnboundedList
    {
        /// <summary>Something.</summary>
        public IReadOnlyList<int>? List { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record UnboundedItems
    {
        /// <summary>Something.</summary>
        [Length(0, 3)]
        public IReadOnlyList<string>? List { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record UnboundedMap
    {
        /// <summary>Something.</summary>
        public IReadOnlyDictionary<string, int>? Map { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record Recursive
    {
        /// <summary>Something.</summary>
        public Recursive? Next { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record RecursiveThroughList
    {
        /// <summary>Something.</summary>
        [Length(0, 3)]
        public IReadOnlyList<RecursiveThroughList>? Next { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record WithTimeSpan
    {
        /// <summary>Something.</summary>
        public TimeSpan? Wait { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record WithDouble
    {
        /// <summary>Something.</summary>
        public double? Ratio { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record WithObject
    {
        /// <summary>Something.</summary>
        public object? Anything { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record WithUnknownConverter
    {
        /// <summary>Something.</summary>
        public Odd? Odd { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record WithKeyThatMayBeMissing
    {
        /// <summary>Something.</summary>
        [Length(0, 3)]
        [ListMap("left")]
        public IReadOnlyList<Choice>? List { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record WithRangeOnText
    {
        /// <summary>Something.</summary>
        [Range(0, 3)]
        public string? Text { get; init; }
    }

    /// <summary>Refused.</summary>
    [Union]
    public sealed record WithRequiredUnionMember
    {
        /// <summary>Something.</summary>
        public int Left { get; init; }

        /// <summary>Something.</summary>
        public int? Right { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record WithOptionalImmutable
    {
        /// <summary>Something.</summary>
        [Length(0, 3)]
        [Immutable]
        public string? Text { get; init; }
    }

    /// <summary>Refused.</summary>
    public sealed record WithoutDocumentation
    {
        [Length(0, 3)]
        public string? Text { get; init; }
    }

    /// <summary>A value that its converter writes as a number.</summary>
    [JsonConverter(typeof(OddConverter))]
    public sealed record Odd;

    /// <summary>Writes nothing anybody could know from outside.</summary>
    public sealed class OddConverter : JsonConverter<Odd>
    {
        /// <inheritdoc />
        public override Odd Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new();

        /// <inheritdoc />
        public override void Write(Utf8JsonWriter writer, Odd value, JsonSerializerOptions options) => writer.WriteNumberValue(1);
    }
}
