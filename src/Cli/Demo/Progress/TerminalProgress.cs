using System.Globalization;
using Spectre.Console;

namespace Modelwright.Cli.Demo.Progress;

/// <summary>Colours, a table per stage and one status line that rewrites itself, for a person at a terminal.</summary>
public sealed class TerminalProgress(IAnsiConsole console) : IDemoProgress
{
    private const string EraseLine = "\r\u001b[2K";
    private static readonly string[] Frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
    private int frame;
    private bool statusShown;

    /// <inheritdoc />
    public void Begin(string stage, string promise)
    {
        Clear();
        console.WriteLine();
        console.Write(new Rule($"[bold deepskyblue1]{Markup.Escape(stage)}[/] [grey]{Markup.Escape(promise)}[/]").LeftJustified()
            .RuleStyle("grey35"));
    }

    /// <inheritdoc />
    public void Say(string text)
    {
        Clear();
        console.MarkupLine($"  {Markup.Escape(text)}");
    }

    /// <inheritdoc />
    public void Status(string text)
    {
        var room = Math.Max(20, console.Profile.Width - 6);
        var shown = text.Length > room ? text[..(room - 1)] + "…" : text;
        frame = (frame + 1) % Frames.Length;
        console.Profile.Out.Writer.Write($"{EraseLine}  {Frames[frame]} {shown}");
        console.Profile.Out.Writer.Flush();
        statusShown = true;
    }

    /// <inheritdoc />
    public void Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Clear();
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey35);
        foreach (var header in rows[0]) table.AddColumn($"[bold]{Markup.Escape(header)}[/]");
        foreach (var row in rows.Skip(1)) table.AddRow([.. row.Select(Coloured)]);
        console.Write(new Padder(table, new Padding(2, 0, 0, 0)));
    }

    /// <inheritdoc />
    public void End(string stage, bool ok, IReadOnlyDictionary<string, double> figures)
    {
        Clear();
        var measured = string.Join("  ", figures.Select(figure =>
            string.Create(CultureInfo.InvariantCulture, $"[grey]{Markup.Escape(figure.Key)}[/] [bold]{figure.Value:0.###}[/]")));
        console.MarkupLine($"  {(ok ? "[green]✔[/]" : "[red]✘ failed[/]")} {measured}");
    }

    private static string Coloured(string cell) => cell switch
    {
        "✔" => "[green]✔[/]",
        "✘" => "[red]✘[/]",
        _ => Markup.Escape(cell),
    };

    private void Clear()
    {
        if (!statusShown) return;
        console.Profile.Out.Writer.Write(EraseLine);
        console.Profile.Out.Writer.Flush();
        statusShown = false;
    }
}
