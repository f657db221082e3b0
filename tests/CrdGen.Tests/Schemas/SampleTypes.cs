using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.CrdGen.Tests.Schemas;

/// <summary>Types that a schema can be made of.</summary>
public static class SampleTypes
{
    /// <summary>A colour.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Colour>))]
    public enum Colour
    {
        /// <summary>Red.</summary>
        Red,

        /// <summary>Green.</summary>
        Green,
    }

    /// <summary>One property for every way a schema can go wrong.</summary>
    public sealed record Everything
    {
        /// <summary>A number.</summary>
        public int Count { get; init; }

        /// <summary>A long number.</summary>
        public long Total { get; init; }

        /// <summary>Perhaps a number.</summary>
        public int? OptionalCount { get; init; }

        /// <summary>A number from one.</summary>
        [Range(1L, long.MaxValue)]
        public long? Number { get; init; }

        /// <summary>A name.</summary>
        [Length(0, 10)]
        public string Name { get; init; } = "";

        /// <summary>Perhaps a name.</summary>
        [Length(0, 10)]
        public string? OptionalName { get; init; }

        /// <summary>Yes or no.</summary>
        public bool Flag { get; init; }

        /// <summary>A time.</summary>
        public DateTimeOffset? Time { get; init; }

        /// <summary>A colour.</summary>
        public Colour Colour { get; init; }

        /// <summary>Perhaps a colour.</summary>
        public Colour? OptionalColour { get; init; }

        /// <summary>A duration.</summary>
        [DurationRange("1s", "2h")]
        public Duration? Wait { get; init; }

        /// <summary>Durations.</summary>
        [Length(0, 3)]
        public IReadOnlyList<Duration>? Waits { get; init; }

        /// <summary>Amounts.</summary>
        [Length(0, 3)]
        public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }

        /// <summary>Names.</summary>
        [Length(0, 4)]
        [ItemLength(1, 8)]
        [ItemPattern("^a+$")]
        [ListSet]
        public IReadOnlyList<string>? Names { get; init; }

        /// <summary>Sizes.</summary>
        [Length(0, 4)]
        [ItemRange(-1, long.MaxValue)]
        public IReadOnlyList<long>? Shape { get; init; }

        /// <summary>The answer.</summary>
        [Default(42)]
        public int? Answer { get; init; }

        /// <summary>Some parts.</summary>
        [Length(0, 3)]
        [ListMap("label")]
        public IReadOnlyList<Part>? FirstParts { get; init; }

        /// <summary>Other parts.</summary>
        [Length(0, 3)]
        [ListMap("label")]
        public IReadOnlyList<Part>? SecondParts { get; init; }
    }

    /// <summary>A part.</summary>
    public sealed record Part
    {
        /// <summary>What it is called.</summary>
        [Length(1, 10)]
        public string Label { get; init; } = "";
    }

    /// <summary>Left or right.</summary>
    [Union]
    public sealed record Choice
    {
        /// <summary>Left.</summary>
        public int? Left { get; init; }

        /// <summary>Right.</summary>
        public int? Right { get; init; }
    }

    /// <summary>A base.</summary>
    [Cel("has(self.low)", Message = "low")]
    public abstract record Base
    {
        /// <summary>Low.</summary>
        public int? Low { get; init; }
    }

    /// <summary>Built on it.</summary>
    [Cel("has(self.high)", Message = "high")]
    public sealed record Derived : Base
    {
        /// <summary>High.</summary>
        public int? High { get; init; }
    }
}
