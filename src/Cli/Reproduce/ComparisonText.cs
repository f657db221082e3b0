using Modelwright.Cli.Text;

namespace Modelwright.Cli.Reproduce;

/// <summary>A comparison as a table, with the verdict below it.</summary>
internal static class ComparisonText
{
    private const int Longest = 26;

    public static string Of(RunComparison comparison)
    {
        var verdict = $"{(comparison.Reproduced ? "reproduced" : "not reproduced")}: {comparison.Message}\n";
        if (comparison.Values.Count == 0) return verdict;
        var table = new TextTable("WHAT", "RECORDED", "AGAIN", "ALLOWED", "RESULT");
        foreach (var value in comparison.Values)
            table.Add(value.Name, Short(value.Recorded), Short(value.Again), value.Allowed,
                value.Same ? "same" : value.Agrees ? "within" : "differs");
        return $"{table}{verdict}";
    }

    private static string? Short(string? text) => text is null || text.Length <= Longest ? text : $"{text[..(Longest - 1)]}…";
}
