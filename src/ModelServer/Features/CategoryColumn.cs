using System.Globalization;
using System.Text;
using Modelwright.ModelServer.Outputs;
using Modelwright.ModelServer.Tensors;
using Modelwright.Statistics.Profiles;

namespace Modelwright.ModelServer.Features;

/// <summary>A column of categories, counted by those of the reference.</summary>
internal sealed class CategoryColumn : CountedColumn
{
    /// <summary>Unseen values that are told apart.</summary>
    public const int MaxUnseen = 16;

    private const int OtherKnown = 0, Unseen = 1, Missing = 2, FirstUnseen = 3;

    private readonly bool complete;
    private readonly bool redacted;
    private readonly double noValue;
    private readonly byte[][] texts;
    private readonly Dictionary<ulong, int> places = [];
    private readonly Dictionary<double, int> numbers = [];
    private readonly HashSet<ulong> known = [];
    private readonly CategoryNames unseen = new(MaxUnseen);

    public CategoryColumn(ColumnPlace place, CategoricalProfile reference, int firstCell, bool redacted)
        : base(place, firstCell)
    {
        (complete, this.redacted) = (reference.Complete, redacted);
        noValue = TensorPrecision.Round(NumberColumn.NoValue, place.Datatype);
        texts = [.. reference.Categories.Select(category => Encoding.UTF8.GetBytes(category.Value))];
        for (var i = 0; i < texts.Length; i++)
        {
            places.TryAdd(CategoryText.Hash64(texts[i]), i);
            if (Number(reference.Categories[i].Value) is { } number) numbers.TryAdd(TensorPrecision.Round(number, place.Datatype), i);
        }

        foreach (var hash in reference.KnownHashes)
            if (ulong.TryParse(hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) known.Add(value);
    }

    /// <inheritdoc />
    public override int Cells => texts.Length + FirstUnseen + MaxUnseen;

    /// <inheritdoc />
    public override void Count(in ColumnValues values, Span<long> tally)
    {
        var isText = Place.Datatype == Datatype.Bytes;
        for (var (row, at) = (0, values.First); row < values.Rows; row++, at += values.Stride)
            if (isText) CountText(values.Text(at), tally);
            else CountNumber(values.Number(at), tally);
    }

    /// <inheritdoc />
    public override ColumnTotals Totals(ReadOnlySpan<long> tally)
    {
        var rest = tally[texts.Length..];
        var examples = new List<KeyValuePair<string, long>>();
        var names = unseen.Texts;
        for (var i = 0; i < names.Length; i++)
            if (rest[FirstUnseen + i] is > 0 and var rows) examples.Add(new(names[i], rows));
        return new ColumnTotals(Column, tally[..texts.Length].ToArray(), rest[Missing])
        {
            OtherKnown = rest[OtherKnown],
            Unseen = rest[Unseen],
            UnseenValues = examples,
        };
    }

    private void CountText(ReadOnlySpan<byte> utf8, Span<long> tally)
    {
        if (!TryCount(utf8, tally)) CountOther(Encoding.UTF8.GetString(utf8).Trim(), tally);
    }

    private bool TryCount(ReadOnlySpan<byte> utf8, Span<long> tally)
    {
        var hash = CategoryText.Hash64(utf8);
        if (places.TryGetValue(hash, out var place) && utf8.SequenceEqual(texts[place]))
        {
            tally[place]++;
            return true;
        }

        if (!known.Contains(hash)) return false;
        tally[texts.Length + OtherKnown]++;
        return true;
    }

    private void CountNumber(double value, Span<long> tally)
    {
        if (numbers.TryGetValue(value, out var place)) tally[place]++;
        else if (!double.IsFinite(value) || Math.Abs(value) >= noValue) tally[texts.Length + Missing]++;
        else CountOther(Place.Datatype == Datatype.Float32 ? ((float)value).ToString("R", CultureInfo.InvariantCulture)
            : CategoryText.Of(value), tally);
    }

    // What is not written as the reference has it: blanks around it, very long, or another value altogether.
    private void CountOther(string text, Span<long> tally)
    {
        var rest = tally[texts.Length..];
        if (text.Length == 0)
        {
            rest[Missing]++;
            return;
        }

        var key = CategoryText.Of(text);
        if (TryCount(Encoding.UTF8.GetBytes(key), tally)) return;
        if (!complete)
        {
            rest[OtherKnown]++;
            return;
        }

        rest[Unseen]++;
        if (!redacted && key.Length <= CategoryNames.MaxLength && unseen.IndexOf(key) is < MaxUnseen and var index)
            rest[FirstUnseen + index]++;
    }

    private static double? Number(string category) =>
        bool.TryParse(category, out var truth) ? truth ? 1 : 0
        : NumericText.TryParse(category, out var number) && double.IsFinite(number) ? number : null;
}
