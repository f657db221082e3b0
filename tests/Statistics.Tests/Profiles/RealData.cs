using System.Globalization;

namespace Modelwright.Statistics.Tests.Profiles;

/// <summary>Columns of the data beside these tests (Data/README.md).</summary>
internal static class RealData
{
    public static double[] Wine(string column) => Column("wine.csv", column);

    public static double[] MeanRadius() => Column("breast-cancer.csv", "mean radius");

    public static double[] Precipitation(params string[] years) =>
        [.. Rows("seattle-weather.csv").Skip(1).Where(row => years.Contains(row[0][..4]))
            .Select(row => double.Parse(row[1], CultureInfo.InvariantCulture))];

    private static double[] Column(string file, string name)
    {
        var rows = Rows(file).ToList();
        var place = Array.IndexOf(rows[0], name);
        return [.. rows.Skip(1).Select(row => double.Parse(row[place], CultureInfo.InvariantCulture))];
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", file)).Select(line => line.Split(','));
}
