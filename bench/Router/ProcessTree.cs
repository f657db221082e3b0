using System.Globalization;

namespace Modelwright.Bench.Router;

/// <summary>What a process and its children use, from Linux's <c>/proc</c> (proc(5)): some proxies work in child processes.</summary>
public static class ProcessTree
{
    private const int TicksPerSecond = 100;

    /// <summary>User and system time.</summary>
    public static TimeSpan ProcessorTimeOf(int root) =>
        TimeSpan.FromSeconds(Of(root).Sum(p => p.Ticks) / (double)TicksPerSecond);

    /// <summary>Proportional set size in MiB: of a page that several processes share each has its part.</summary>
    public static double MegabytesOf(int root) => Of(root).Sum(p => KilobytesOf(p.Id)) / 1024.0;

    private static List<(int Id, long Ticks)> Of(int root)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var id) ? id : 0)
            .Where(id => id > 0).Select(Read).OfType<(int Id, int Parent, long Ticks)>().ToList();
        var found = new List<(int, long)>();
        var next = new Queue<int>([root]);
        while (next.TryDequeue(out var id))
            foreach (var process in all)
            {
                if (process.Id == id) found.Add((id, process.Ticks));
                if (process.Parent == id) next.Enqueue(process.Id);
            }

        return found;
    }

    private static (int Id, int Parent, long Ticks)? Read(int id)
    {
        try
        {
            // The name in parentheses may hold anything; what follows it are numbers. Fields 4, 14 and 15: parent, user and system ticks.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (id, Number(fields[1]), Number(fields[11]) + Number(fields[12]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long KilobytesOf(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
            return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
