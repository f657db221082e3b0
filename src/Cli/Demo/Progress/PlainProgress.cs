using System.Globalization;

namespace Modelwright.Cli.Demo.Progress;

/// <summary>Plain lines, for logs and pipes.</summary>
public sealed class PlainProgress(TextWriter output) : IDemoProgress
{
    /// <inheritdoc />
    public void Begin(string stage, string promise) => output.WriteLine($"[{stage}] {promise}");

    /// <inheritdoc />
    public void Say(string text) => output.WriteLine($"  {text}");

    /// <inheritdoc />
    public void Status(string text)
    {
        // A log keeps what happened, not what is being waited for.
    }

    /// <inheritdoc />
    public void Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine("  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <inheritdoc />
    public void End(string stage, bool ok, IReadOnlyDictionary<string, double> figures)
    {
        var measured = string.Join(" ",
            figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Key}={figure.Value:0.###}")));
        output.WriteLine($"[{stage}] {(ok ? "ok" : "FAILED")} {measured}".TrimEnd());
    }
}
