namespace Modelwright.Agent.Datasets.Checks;

/// <summary>Counts rows that break a rule and keeps the first.</summary>
internal sealed class Broken
{
    private const int MaxShown = 40;
    private string? _value;
    private RowPlace _place;

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>One more.</summary>
    public void Add(string? value, RowPlace place)
    {
        if (Count++ > 0) return;
        (_value, _place) = (value is { Length: > MaxShown } ? value[..MaxShown] + "…" : value, place);
    }

    /// <summary>The count and the first, for people; null when there were none.</summary>
    /// <param name="what">What is wrong with the values, as in "are not numbers".</param>
    public string? Say(string what)
    {
        if (Count == 0) return null;
        var values = Count == 1 && what.StartsWith("are ", StringComparison.Ordinal) ? $"value is {what[4..]}" : $"values {what}";
        return $"{Count} {values}, the first in {_place}{(_value is null ? "" : $": '{_value}'")}";
    }
}
