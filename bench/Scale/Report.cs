using System.Globalization;
using System.Text.Json.Nodes;

namespace Modelwright.Bench.Scale;

/// <summary>Prints what was measured, and gathers it for the last line.</summary>
internal sealed class Report(ScaleOptions options)
{
    private readonly JsonObject result = new()
    {
        ["models"] = options.Models,
        ["perNamespace"] = options.PerNamespace,
        ["changes"] = options.Changes,
    };

    /// <summary>Requests, by verb and resource, per Model or change.</summary>
    public void Requests(string what, string name, RequestCounts counts, int times)
    {
        Print($"{what}: {(double)counts.Total / times:0.##} requests");
        foreach (var (kind, count) in counts.ByKind.OrderByDescending(pair => pair.Value))
            Print($"    {(double)count / times,8:0.##}  {kind}");
        result[$"requests{Capital(name)}"] = Math.Round((double)counts.Total / times, 2);
    }

    /// <summary>Something per second of processor time.</summary>
    public void Rate(string what, string name, double perSecond)
    {
        Print($"{perSecond:0} {what}");
        result[name] = Math.Round(perSecond);
    }

    /// <summary>Bytes in the store, before there was a Model and now.</summary>
    public void Stored(IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> after)
    {
        var each = after.ToDictionary(pair => pair.Key, pair => (double)(pair.Value - before.GetValueOrDefault(pair.Key)) / options.Models);
        var (events, objects) = (each.GetValueOrDefault("events"), each.Where(pair => pair.Key != "events").Sum(pair => pair.Value));
        Print($"{objects:0} bytes of objects as JSON per Model in the store, and {events:0} of events");
        foreach (var (kind, bytes) in each.Where(pair => pair.Value >= 1).OrderByDescending(pair => pair.Value))
            Print($"    {bytes,8:0}  {kind}");
        result["storedBytesPerModel"] = Math.Round(objects);
        result["storedEventBytesPerModel"] = Math.Round(events);
    }

    /// <summary>Bytes on the operator's heap.</summary>
    public void Memory(long perModel, long bare)
    {
        Print($"{perModel} bytes on the operator's heap per Model, beside {bare} without any");
        (result["heapBytesPerModel"], result["heapBytesBare"]) = (perModel, bare);
    }

    /// <summary>The last line.</summary>
    public void Finish() => Console.WriteLine($"RESULT {result.ToJsonString()}");

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
