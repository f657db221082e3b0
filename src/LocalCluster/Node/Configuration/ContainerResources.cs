using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Node.Configuration;

/// <summary><c>resourceFieldRef</c>: limits and requests of a container as numbers.</summary>
internal static class ContainerResources
{
    private static readonly Dictionary<string, decimal> Suffixes = new()
    {
        [""] = 1m,
        ["m"] = 0.001m,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
    };

    /// <summary>The amount divided by the divisor, rounded up. A limit that is not set is what the machine has.</summary>
    public static string Value(JsonObject container, JsonObject reference)
    {
        var resource = reference.Text("resource") ?? "";
        var parts = resource.Split('.', 2);
        if (parts.Length != 2 || parts[0] is not ("limits" or "requests"))
            throw new ConfigurationException($"resourceFieldRef: \"{resource}\" is neither limits.NAME nor requests.NAME");
        var amount = Amount(container.At("resources", parts[0], parts[1])) ?? (parts[0] == "limits" ? OfMachine(parts[1]) : 0m);
        var divisor = Amount(reference["divisor"]) is > 0 and var given ? given : 1m;
        return Math.Ceiling(amount / divisor).ToString(CultureInfo.InvariantCulture);
    }

    private static decimal OfMachine(string resource) => resource switch
    {
        "cpu" => Environment.ProcessorCount,
        "memory" => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        _ => 0m,
    };

    /// <summary>A quantity as a number, or null.</summary>
    public static decimal? Amount(JsonNode? quantity)
    {
        var text = quantity?.ToString() ?? "";
        var digits = text.Length - text.Reverse().TakeWhile(char.IsAsciiLetter).Count();
        return Suffixes.TryGetValue(text[digits..], out var factor)
            && decimal.TryParse(text[..digits], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number * factor
            : null;
    }
}
