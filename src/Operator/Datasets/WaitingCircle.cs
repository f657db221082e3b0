using Modelwright.Crds.Datasets;

namespace Modelwright.Operator.Datasets;

/// <summary>Datasets that have no version yet and wait for each other, in a circle: none of them would ever get one.</summary>
internal static class WaitingCircle
{
    /// <summary>The circle that a Dataset is part of, itself first; empty where there is none.</summary>
    /// <param name="name">The Dataset.</param>
    /// <param name="find">Finds a Dataset of its namespace.</param>
    public static IReadOnlyList<string> Of(string name, Func<string, Dataset?> find)
    {
        // The shortest: breadth first, each Dataset once.
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<string>([name]);
        while (next.TryDequeue(out var current))
        {
            if (find(current) is not { } dataset || dataset.Status?.Latest is not null) continue;
            foreach (var other in DatasetController.References(dataset))
            {
                if (other == name) return [name, .. Back(before, current, name)];
                if (before.TryAdd(other, current)) next.Enqueue(other);
            }
        }

        return [];
    }

    private static List<string> Back(Dictionary<string, string> before, string end, string start)
    {
        List<string> way = [];
        for (var current = end; current != start; current = before[current]) way.Add(current);
        way.Reverse();
        return way;
    }
}
