using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Rollouts;

/// <summary>
/// The last value of an action's annotation that was acted on. The same value is not acted on twice; the annotation may stay.
/// </summary>
public sealed record ActionRecord
{
    /// <summary>The action: <c>promote</c>, <c>abort</c>, <c>retry</c>, <c>pause</c>, <c>resume</c> or <c>rollback</c>.</summary>
    [Length(1, 16)]
    public string Name { get; init; } = "";

    /// <summary>The annotation's value.</summary>
    [Length(0, 253)]
    public string Value { get; init; } = "";

    /// <summary>When it was seen.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset Time { get; init; }

    /// <summary>Nothing was done; <c>result</c> says why.</summary>
    public bool? Ignored { get; init; }

    /// <summary>What came of it.</summary>
    [Length(0, 256)]
    public string? Result { get; init; }
}
