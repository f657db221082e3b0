using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;

namespace Modelwright.StoreWriter;

/// <summary>One thread's writes: ConfigMaps of its own, made, changed and deleted without end.</summary>
internal sealed class Writer(ApiServer server, int number, int seed, Action<string> say)
{
    private const int Names = 4;
    private static readonly ResourceId ConfigMaps = new("", "v1", "configmaps");

    private readonly IClusterApi _api = server.Client("writer");
    private readonly Random _random = new(seed + number);

    public void Run()
    {
        for (var i = 0; ; i++)
        {
            var name = $"writer-{number}-{_random.Next(Names)}";
            var exists = _api.Get(ConfigMaps, "default", name) is not null;
            if (exists && _random.Next(4) == 0) Write(name, "-", () => Delete(name));
            else Write(name, $"{seed}-{i}", () => exists ? Change(name, $"{seed}-{i}") : Create(name, $"{seed}-{i}"));
        }
    }

    private void Write(string name, string value, Func<string> write)
    {
        say($"try {name} {value}");
        say($"ok {name} {value} {write()}");
    }

    private string Create(string name, string value) => Revision(_api.Create(ConfigMaps, new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
        ["data"] = new JsonObject { ["value"] = value, ["padding"] = new string('x', _random.Next(2000)) },
    }));

    private string Change(string name, string value) => Revision(_api.Mutate(ConfigMaps, "default", name, copy =>
    {
        copy["data"]!["value"] = value;
        return true;
    })!);

    // The deletion has a revision of its own, which only watches see; the server's own is at least that.
    private string Delete(string name)
    {
        _api.Delete(ConfigMaps, "default", name);
        return $"{server.Revision}";
    }

    private static string Revision(JsonObject value) => (string)value["metadata"]!["resourceVersion"]!;
}
