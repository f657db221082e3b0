namespace Modelwright.Statistics.Profiles;

/// <summary>Profiles a column both ways until a text that is no number decides.</summary>
internal sealed class AutoColumnProfiler(string name, ProfileOptions options, int index) : ColumnProfiler(name)
{
    private readonly CategoricalColumnProfiler _categorical = new(name, options);
    private NumericColumnProfiler? _numeric = new(name, options, index);

    public override ColumnProfile Build() => ((ColumnProfiler?)_numeric ?? _categorical).Build() with { Missing = Missing };

    private protected override void AddText(string text)
    {
        _categorical.Add(text);
        if (NumericText.TryParse(text, out var value))
            _numeric?.Add(value);
        else
            _numeric = null;
    }

    private protected override void AddNumber(double value)
    {
        _categorical.Add((double?)value);
        _numeric?.Add((double?)value);
    }
}
