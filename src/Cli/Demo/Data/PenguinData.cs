using System.Globalization;
using System.Text.Json.Nodes;

namespace Modelwright.Cli.Demo.Data;

/// <summary>A Dataset of the penguins whose source file changes: a first delivery, a spoilt one, and a full one.</summary>
/// <param name="Folder">Where <c>penguins.csv</c> is.</param>
/// <param name="Source">The file that the Dataset looks at.</param>
public sealed record PenguinData(string Folder, string Source)
{
    /// <summary>The Dataset's name.</summary>
    public const string Name = "penguins";

    /// <summary>The check that the spoilt delivery fails.</summary>
    public const string Check = "bills-in-millimetres";

    private const string Column = "bill_length_mm";
    private const int FirstRows = 300;

    /// <summary>The manifest; another <paramref name="refresh"/> asks for a look at once.</summary>
    public JsonObject Manifest(string refresh) => JsonNode.Parse($$$"""
        {
          "apiVersion": "modelwright.io/v1alpha1", "kind": "Dataset",
          "metadata": {"name": "{{{Name}}}", "annotations": {"modelwright.io/refresh": "{{{refresh}}}"}},
          "spec": {
            "owner": {"team": "birds"},
            "source": {"artifact": {"uri": "{{{new Uri(Source).AbsoluteUri}}}"}},
            "format": "Csv",
            "columns": [{"name": "species", "type": "Text", "required": true, "allowed": ["Adelie", "Chinstrap", "Gentoo"]}],
            "checks": [
              {"name": "enough-rows", "rowCount": {"min": 250}},
              {"name": "{{{Check}}}", "range": {"column": "{{{Column}}}", "min": "20", "max": "80"}}
            ]
          }
        }
        """)!.AsObject();

    /// <summary>The first 300 penguins; the number of rows.</summary>
    public int DeliverFirst() => Write([.. Rows().Take(FirstRows)]);

    /// <summary>All of them, but the new ones measured in centimetres.</summary>
    public int DeliverSpoilt() => Write([.. Rows().Select((row, index) => index < FirstRows ? row : InCentimetres(row))]);

    /// <summary>All of them as they are.</summary>
    public int DeliverAll() => Write([.. Rows()]);

    private string Original => Path.Combine(Folder, "penguins.csv");

    private IEnumerable<string> Rows() => File.ReadLines(Original).Skip(1);

    private int Write(List<string> rows)
    {
        // By rename: a look must not see half a file.
        var unfinished = Source + ".partial";
        File.WriteAllLines(unfinished, [File.ReadLines(Original).First(), .. rows]);
        File.Move(unfinished, Source, overwrite: true);
        return rows.Count;
    }

    private string InCentimetres(string row)
    {
        var column = Array.IndexOf(File.ReadLines(Original).First().Split(','), Column);
        var cells = row.Split(',');
        if (double.TryParse(cells[column], CultureInfo.InvariantCulture, out var length))
            cells[column] = (length / 10).ToString("0.##", CultureInfo.InvariantCulture);
        return string.Join(',', cells);
    }
}
