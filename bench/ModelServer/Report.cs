using System.Globalization;

namespace Modelwright.ModelServer.Bench;

/// <summary>The cells of one workload by server, concurrency and round.</summary>
internal sealed class Report(string workload)
{
    private readonly Dictionary<(string Target, int Connections), List<Cell>> cells = [];

    public void Add(string target, int connections, Cell cell)
    {
        if (!cells.TryGetValue((target, connections), out var list)) cells[(target, connections)] = list = [];
        list.Add(cell);
    }

    /// <summary>The middle of the values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Prints a table of medians.</summary>
    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"| {workload} | c | per second | CPU us each | p50 ms | p99 ms |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var ((target, connections), list) in cells)
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {target} | {connections} | {Of(list, c => c.Rate):F0} | {Of(list, c => c.CpuMicroseconds):F1}"
                + $" | {Of(list, c => c.P50):F2} | {Of(list, c => c.P99):F2} |"));
        foreach (var (name, value) in Ratios()) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:F2}"));
    }

    /// <summary>
    /// The model server's rate over the echo's, and its processor time over that of the model alone and over that of itself set or built
    /// otherwise, by concurrency.
    /// </summary>
    public IReadOnlyList<(string Name, double Value)> Ratios()
    {
        var ratios = new List<(string, double)>();
        foreach (var connections in cells.Keys.Where(key => key.Target == "model server").Select(key => key.Connections))
        {
            Add("RateOverEcho", ("model server", connections), ("JSON echo", connections), cell => cell.Rate);
            Add("CpuOverRunAlone", ("model server", connections), ("Run alone", 1), cell => cell.CpuMicroseconds);
            Add("OtherCpuOverRunAlone", (Target.Other, connections), ("Run alone", 1), cell => cell.CpuMicroseconds);
            Add("CpuOverOther", ("model server", connections), (Target.Other, connections), cell => cell.CpuMicroseconds);
            Add("RateOverOther", ("model server", connections), (Target.Other, connections), cell => cell.Rate);

            void Add(string name, (string, int) left, (string, int) right, Func<Cell, double> value)
            {
                if (!cells.ContainsKey(left) || !cells.ContainsKey(right)) return;
                ratios.Add(($"{workload}{name}C{connections}", Ratio(left, right, value)));
            }
        }

        return ratios;
    }

    // Formed within each round, where the circumstances were the same.
    private double Ratio((string, int) left, (string, int) right, Func<Cell, double> value) =>
        Median(cells[left].Zip(cells[right], (l, r) => value(l) / value(r)));

    private static double Of(List<Cell> list, Func<Cell, double> value) => Median(list.Select(value));
}
