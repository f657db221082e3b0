using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Modelwright.Crds.Experiments;

namespace Modelwright.Operator.Experiments.Records;

/// <summary>
/// Which ConfigMap holds which run: run N is in page (N − 1) / size. The size follows from the parts of the spec that never change, so that
/// a page stays below <see cref="PageBytes"/> whatever values its runs have, and every process finds the same place.
/// </summary>
/// <param name="Experiment">The Experiment's name.</param>
/// <param name="Size">Runs in a page.</param>
public sealed record RecordLayout(string Experiment, int Size)
{
    /// <summary>The key of a page's data: one JSON object a line.</summary>
    public const string Key = "runs.jsonl";

    /// <summary>Points of the series that are kept of a run.</summary>
    public const int SeriesPoints = 32;

    // An object stays below 100 KiB: the text, a backslash before each of its quotes, and what the API server adds.
    private const int PageBytes = 56 * 1024;

    private const int LargestPage = 250;

    // Names, states, numbers and times of a row, beside parameters and series.
    private const int RowBytes = 320;

    private const int PointBytes = 72;

    private const int NumberBytes = 28;

    /// <summary>The layout of an Experiment.</summary>
    public static RecordLayout Of(string name, ExperimentSpec spec)
    {
        var searched = (spec.Parameters ?? []).Sum(parameter => Bytes(parameter.Name) + Bytes(parameter));
        var listed = (spec.Search.List ?? []).Select(entry => entry.Parameters.Sum(pair => Bytes(pair.Key) + Bytes(pair.Value)))
            .DefaultIfEmpty(0).Max();
        var row = RowBytes + Math.Max(searched, listed) + (spec.EarlyStopping is null ? 0 : SeriesPoints * PointBytes);
        return new(name, Math.Clamp(PageBytes / row, 1, LargestPage));
    }

    /// <summary>The page of a run.</summary>
    public int PageOf(int number) => (number - 1) / Size;

    /// <summary>The ConfigMap of a page.</summary>
    public string NameOf(int page) => $"{Experiment}-runs-{page.ToString(CultureInfo.InvariantCulture)}";

    private static int Bytes(SearchParameter parameter) =>
        parameter.Categorical is { } categorical ? categorical.Values.Select(Bytes).DefaultIfEmpty(0).Max() : NumberBytes;

    private static int Bytes(string text) =>
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length + 4;
}
