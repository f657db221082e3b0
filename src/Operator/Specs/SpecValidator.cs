using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Operator.Specs;

/// <summary>
/// Checks an object of the API against the bounds that its C# types declare. The API server does the same from the generated schema; this
/// is for objects that were stored before a bound existed, and for servers that evaluate less. No value reaches a pod unchecked.
/// </summary>
public static class SpecValidator
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>As many as the API's types declare.</summary>
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    /// <summary>Every break of a bound, as a sentence that names the field and the value.</summary>
    public static IEnumerable<string> Check(object? value, string path)
    {
        if (value is null or string || value.GetType().IsPrimitive) yield break;
        if (value is IDictionary or IEnumerable)
        {
            foreach (var error in CheckItems(value, path)) yield return error;
            yield break;
        }

        if (value.GetType().Namespace?.StartsWith("Modelwright.Crds", StringComparison.Ordinal) != true || value is Enum) yield break;
        if (value is Quantity quantity && Regular(Quantity.Pattern, quantity.Text) is false)
            yield return $"{path}: '{Shorten(quantity.Text)}' is not a quantity such as 500m or 1Gi";
        foreach (var error in CheckUnion(value, path)) yield return error;
        foreach (var member in BoundedMember.Of(value.GetType()))
        {
            if (member.Value(value) is not { } inner) continue;
            var field = $"{path}.{member.Name}";
            foreach (var bound in member.Bounds)
                if (Broken(bound, inner) is { } broken)
                    yield return $"{field}: {broken}";
            foreach (var error in Check(inner, field)) yield return error;
        }
    }

    private static IEnumerable<string> CheckItems(object items, string path)
    {
        var index = 0;
        foreach (var item in (IEnumerable)items)
        {
            var (name, value) = Pair(item) is { } pair ? ($"{path}.{pair.Key}", pair.Value) : ($"{path}[{index}]", item);
            foreach (var error in Check(value, name)) yield return error;
            index++;
        }
    }

    private static IEnumerable<string> CheckUnion(object value, string path)
    {
        if (!BoundedMember.IsUnion(value.GetType())) yield break;
        var members = BoundedMember.Of(value.GetType());
        if (members.Count(member => member.Value(value) is not null) == 1) yield break;
        var names = string.Join(" and ", members.Select(member => member.Name).Order(StringComparer.Ordinal));
        yield return $"{path}: set exactly one of {names}";
    }

    private static string? Broken(Attribute bound, object value) => bound switch
    {
        RangeAttribute range when !range.IsValid(value) => $"{value} is not between {range.Minimum} and {range.Maximum}",
        LengthAttribute length when Count(value) is var count && (count < length.MinimumLength || count > length.MaximumLength) =>
            $"its length is {count}, not between {length.MinimumLength} and {length.MaximumLength}",
        RegularExpressionAttribute pattern when Regular(pattern.Pattern, value.ToString()) is false =>
            $"'{Shorten(value.ToString()!)}' does not match {pattern.Pattern}",
        AllowedValuesAttribute allowed when !allowed.IsValid(value) =>
            $"'{Shorten(value.ToString()!)}' is not one of {string.Join(", ", allowed.Values)}",
        DurationRangeAttribute range when value is Duration duration => OutOfRange(range, duration),
        ItemLengthAttribute length =>
            Items(value).FirstOrDefault(item => item.Length < length.Minimum || item.Length > length.Maximum) is { } item
            ? $"'{Shorten(item)}' does not have {length.Minimum} to {length.Maximum} characters"
            : null,
        ItemPatternAttribute pattern => Items(value).FirstOrDefault(item => Regular(pattern.Pattern, item) is false) is { } item
            ? $"'{Shorten(item)}' does not match {pattern.Pattern}"
            : null,
        _ => null,
    };

    private static string? OutOfRange(DurationRangeAttribute range, Duration duration)
    {
        if (!duration.TryGetTimeSpan(out var span)) return $"'{Shorten(duration.Text)}' is not a duration such as 90s or 1h30m";
        return span < new Duration(range.Minimum).ToTimeSpan() || span > new Duration(range.Maximum).ToTimeSpan()
            ? $"{duration.Text} is not between {range.Minimum} and {range.Maximum}"
            : null;
    }

    private static int Count(object value) => value switch
    {
        string text => text.Length,
        IEnumerable items => items.Cast<object?>().Count(),
        _ => 0,
    };

    private static IEnumerable<string> Items(object value) =>
        value is IEnumerable items
            ? items.Cast<object?>().Select(item => (Pair(item) is { } pair ? pair.Value : item)?.ToString() ?? "")
            : [];

    private static (string Key, object? Value)? Pair(object? item) =>
        item?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? (type.GetProperty("Key")!.GetValue(item)!.ToString()!, type.GetProperty("Value")!.GetValue(item))
            : null;

    // RE2's '$' is the end of the text; .NET's also stands before a last line feed.
    private static bool? Regular(string pattern, string? text) =>
        text is null ? null : Patterns.GetOrAdd(pattern, static known =>
            new Regex(known.EndsWith('$') ? known[..^1] + @"\z" : known, RegexOptions.CultureInvariant, MatchTimeout)).IsMatch(text);

    /// <summary>The text is what a pattern of the API says.</summary>
    internal static bool Matches(string pattern, string text) => Regular(pattern, text) == true;

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
