using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers;

/// <summary>Writes Kubernetes Events. The same event again raises the count of the first one, so their number stays small.</summary>
public sealed class EventRecorder(IClusterApi api, TimeProvider time, ILogger log, string component)
{
    private const int LongestMessage = 1024;

    /// <summary>Records a <c>Normal</c> event on an object.</summary>
    public void Normal(JsonObject about, string reason, string message) => Record(about, "Normal", reason, message);

    /// <summary>Records a <c>Warning</c> event on an object.</summary>
    public void Warning(JsonObject about, string reason, string message) => Record(about, "Warning", reason, message);

    private void Record(JsonObject about, string type, string reason, string message)
    {
        if (message.Length > LongestMessage) message = message[..LongestMessage];
        var @namespace = about.Namespace().Length == 0 ? "default" : about.Namespace();
        var name = EventName(about, $"{component}\n{type}\n{reason}\n{message}");
        var now = time.GetUtcNow().ToApiTime();
        try
        {
            var seen = api.Mutate(KnownResources.Events, @namespace, name, entry =>
            {
                entry["count"] = (entry.Number("count") ?? 1) + 1;
                entry["lastTimestamp"] = now;
                return true;
            });
            if (seen is null) api.Create(KnownResources.Events, NewEvent(about, @namespace, name, type, reason, message, now));
        }
        catch (ApiException refusal)
        {
            // Events are for people and must never stop the work they tell of (a terminating namespace takes no new ones).
            log.LogDebug(refusal, "Event {Reason} about {Name} was not recorded", reason, about.Name());
        }
    }

    private static string EventName(JsonObject about, string content)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(about.Uid() + "\n" + content));
        return $"{about.Name()}.{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }

    private JsonObject NewEvent(JsonObject about, string @namespace, string name, string type, string reason, string message, string now) =>
        new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = @namespace },
            ["involvedObject"] = Reference(about),
            ["type"] = type,
            ["reason"] = reason,
            ["message"] = message,
            ["source"] = new JsonObject { ["component"] = component },
            ["reportingComponent"] = component,
            ["reportingInstance"] = "",
            ["count"] = 1,
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
        };

    private static JsonObject Reference(JsonObject about)
    {
        var reference = new JsonObject
        {
            ["apiVersion"] = about.Text("apiVersion"),
            ["kind"] = about.Text("kind"),
            ["name"] = about.Name(),
            ["uid"] = about.Uid(),
        };
        if (about.Namespace().Length > 0) reference["namespace"] = about.Namespace();
        if (about.Text("metadata", "resourceVersion") is { } version) reference["resourceVersion"] = version;
        return reference;
    }
}
