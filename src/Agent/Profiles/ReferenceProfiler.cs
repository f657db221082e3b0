using System.Text;
using Modelwright.Statistics.Profiles;

namespace Modelwright.Agent.Profiles;

/// <summary>Builds the reference profile of a model from rows of its training features.</summary>
public static class ReferenceProfiler
{
    /// <summary>Rows that are read; further ones are left out.</summary>
    public const int MaxRows = 2_000_000;

    /// <summary>The longest row, in characters.</summary>
    public const int MaxRow = 1 << 20;

    // Values held in memory, of all columns together; a wide table is sampled more thinly.
    private const int HeldValues = 5_000_000;
    private const int HeldTexts = 500_000;

    /// <summary>The formats of reference rows, by the end of a file's name.</summary>
    public static bool Reads(string file) =>
        file.EndsWith(".csv", StringComparison.Ordinal) || file.EndsWith(".jsonl", StringComparison.Ordinal);

    /// <summary>Profiles a table.</summary>
    /// <param name="open">Opens the file from its beginning; called once or twice.</param>
    /// <param name="file">Its name, which says the format.</param>
    /// <param name="without">Columns that are no features: labels, ids.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ReferenceException">It is no table.</exception>
    public static ReferenceProfile Profile(
        Func<Stream> open, string file, IReadOnlyCollection<string> without, CancellationToken cancellation)
    {
        try
        {
            var table = file.EndsWith(".jsonl", StringComparison.Ordinal) ? JsonRows.Read(open) : CsvRows.Read(open);
            int[] columns = [.. Enumerable.Range(0, table.Columns.Count).Where(i => !without.Contains(table.Columns[i]))];
            if (without.Except(table.Columns).FirstOrDefault() is { } unknown) throw new ReferenceException($"has no column '{unknown}'");
            if (columns.Length == 0) throw new ReferenceException("has no column that is a feature");
            var profiler = new TableProfiler([.. columns.Select(i => new ColumnSpec(table.Columns[i]))], Options(columns.Length));
            var rows = 0;
            foreach (var row in table.Rows.Take(MaxRows))
            {
                if (++rows % 1024 == 0) cancellation.ThrowIfCancellationRequested();
                MissingText.Clear(row);
                profiler.AddRow([.. columns.Select(i => row[i])]);
            }

            return rows > 0 ? profiler.Build() : throw new ReferenceException("has no rows");
        }
        catch (DecoderFallbackException e)
        {
            throw new ReferenceException("is not UTF-8; convert it first, for example with iconv", e);
        }
        catch (ArgumentException e)
        {
            throw new ReferenceException($"cannot be profiled: {e.Message}", e);
        }
    }

    // A model takes 32-bit floats; an edge must lie where the served value falls.
    internal static ProfileOptions Options(int columns)
    {
        var usual = ProfileOptions.Default;
        return usual with
        {
            SinglePrecision = true,
            SampledValues = Math.Clamp(HeldValues / columns, 1_000, usual.SampledValues),
            DistinctValues = Math.Clamp(HeldTexts / columns, usual.TopCategories, usual.DistinctValues),
        };
    }
}
