using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Events;

/// <summary>One event and its repeats.</summary>
internal sealed class EventSeries(ObjectReference regarding, EventSeverity severity, string reason, string action, string note,
    string controller,
    string instance, string name, DateTimeOffset first)
{
    private const int LongestNote = 1024;
    private readonly DateTimeOffset first = first;
    private int written;

    public ObjectReference Regarding { get; } = regarding;

    public string Reason { get; } = reason;

    /// <summary>Events of cluster-scoped objects live in the default namespace.</summary>
    public ObjectKey Key { get; private set; } = new(regarding.Key.Namespace ?? "default", name);

    public int Count { get; private set; } = 1;

    public DateTimeOffset Last { get; private set; } = first;

    public bool Created => written > 0;

    public bool HasNews => Count > written;

    public bool Queued { get; set; }

    public void Repeat(DateTimeOffset now)
    {
        Count++;
        Last = now;
    }

    public void Written(int count) => written = count;

    public void Recreate()
    {
        written = 0;
        Key = Key with { Name = Key.Name + "r" };
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["apiVersion"] = "events.k8s.io/v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["namespace"] = Key.Namespace, ["name"] = Key.Name },
            ["eventTime"] = MicroTime(first),
            ["reportingController"] = controller,
            ["reportingInstance"] = Cut(instance, 128),
            ["action"] = Cut(action, 128),
            ["reason"] = Cut(Reason, 128),
            ["note"] = Cut(note, LongestNote),
            ["type"] = severity.ToString(),
            ["regarding"] = new JsonObject
            {
                ["apiVersion"] = Regarding.Type.ApiVersion,
                ["kind"] = Regarding.Type.Kind,
                ["name"] = Regarding.Key.Name,
                ["uid"] = Regarding.Uid,
            },
        };
        if (Regarding.Key.Namespace is { } ns) json["regarding"]!["namespace"] = ns;
        if (Count > 1) json["series"] = Series();
        return json;
    }

    public JsonObject SeriesPatch() => new() { ["series"] = Series() };

    private JsonObject Series() => new() { ["count"] = Count, ["lastObservedTime"] = MicroTime(Last) };

    private static string MicroTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    // The API counts bytes; a cut inside a character would not be valid text.
    private static string Cut(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes) return text;
        var kept = new StringBuilder();
        var used = 3;
        foreach (var rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > bytes) break;
            kept.Append(rune);
        }

        return kept.Append('…').ToString();
    }
}
