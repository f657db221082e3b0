using System.Globalization;
using System.Text.Json;
using Modelwright.Statistics.Profiles;

namespace Modelwright.ModelServer.Feedback;

/// <summary>What turned out to be true of a row.</summary>
/// <param name="Text">As category.</param>
/// <param name="Number">As number; null: it is none.</param>
internal readonly record struct Label(string Text, double? Number)
{
    /// <summary>The longest label, in characters.</summary>
    public const int MaxLength = 1_024;

    /// <summary>Reads a label: a text, a finite number or a truth value; null for anything else.</summary>
    public static Label? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => new("true", null),
        JsonValueKind.False => new("false", null),
        JsonValueKind.String when json.GetString() is { Length: <= MaxLength } text => new(text, null),
        JsonValueKind.Number when json.TryGetInt64(out var whole) => new(whole.ToString(CultureInfo.InvariantCulture), whole),
        JsonValueKind.Number when json.TryGetUInt64(out var large) => new(large.ToString(CultureInfo.InvariantCulture), large),
        JsonValueKind.Number when json.TryGetDouble(out var number) && double.IsFinite(number) => new(CategoryText.Of(number), number),
        _ => null,
    };
}
