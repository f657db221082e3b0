using System.Globalization;

namespace Modelwright.Bench.Scale;

/// <summary>What the command line asks for.</summary>
/// <param name="Models">How many Models there are.</param>
/// <param name="Changes">How many changes of each sort are measured.</param>
/// <param name="PerNamespace">How many Models share a namespace, and its router.</param>
internal sealed record ScaleOptions(int Models, int Changes, int PerNamespace)
{
    private const int Most = 10_000;

    /// <summary>The namespaces that it takes.</summary>
    public IReadOnlyList<string> Namespaces =>
        [.. Enumerable.Range(0, (Models + PerNamespace - 1) / PerNamespace).Select(number => $"ns-{number}")];

    /// <summary>Reads the arguments; null: they are not understood.</summary>
    public static ScaleOptions? Read(string[] arguments)
    {
        var options = new ScaleOptions(Models: 100, Changes: 10, PerNamespace: 50);
        if (arguments.Length % 2 != 0) return null;
        foreach (var pair in arguments.Chunk(2))
        {
            var isNumber = int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            if (!isNumber || number is 0 or > Most) return null;
            switch (pair[0])
            {
                case "--models": options = options with { Models = number }; break;
                case "--changes": options = options with { Changes = number }; break;
                case "--per-namespace": options = options with { PerNamespace = number }; break;
                default: return null;
            }
        }

        return options;
    }
}
