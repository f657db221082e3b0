using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Agent.Datasets;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests.Datasets;

/// <summary>Looks at one source, with files and a store in a folder of the test's own.</summary>
internal sealed class LookRun : IDisposable
{
    private readonly TempFolder _folder = new();

    public LookRun()
    {
        Directory.CreateDirectory(_folder.File("data"));
        Task = new JsonObject
        {
            ["dataset"] = "penguins",
            ["namespace"] = "ns",
            ["source"] = new JsonObject { ["name"] = "source", ["uri"] = $"file://{File("data", "penguins.csv")}" },
            ["format"] = "Csv",
            ["store"] = new JsonObject { ["uri"] = $"file://{File("store")}/" },
            ["allowFile"] = true,
            ["allowLoopback"] = true,
        };
    }

    public JsonObject Task { get; }

    public NetworkOptions Network { get; init; } = NetworkOptions.System;

    public Dictionary<string, string> Variables { get; } = [];

    public List<string> Log { get; } = [];

    public string File(params string[] parts) => _folder.File(parts);

    public string Write(string name, string text)
    {
        var path = File("data", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>One check, with the rule's members as anonymous object.</summary>
    public LookRun Check(string name, string rule, object members, string severity = "Error")
    {
        var check = JsonSerializer.SerializeToNode(members)!.AsObject();
        (check["name"], check["rule"], check["severity"]) = (name, rule, severity);
        if (Task["checks"] is not JsonArray checks) Task["checks"] = checks = [];
        checks.Add(check);
        return this;
    }

    public async Task<LookResult> LookAsync(bool loopback = true)
    {
        Task["allowLoopback"] = loopback;
        var (task, error) = DatasetTaskReader.Read(Task.ToJsonString());
        error.ShouldBeNull();
        var policy = new FetchPolicy { FirstDelay = TimeSpan.FromMilliseconds(1), MaxAttempts = 2 };
        return await new DatasetLook(new(
            task!, File("work"), policy, Network, Variables.GetValueOrDefault, TimeProvider.System, Random.Shared, Log.Add))
            .RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The message of the only check, or null when it passed.</summary>
    public async Task<string?> FailureAsync(string csv)
    {
        Write("penguins.csv", csv);
        var findings = (await LookAsync()).Findings!;
        (findings.Passed + findings.Failed.Count).ShouldBe(1);
        return findings.Failed.SingleOrDefault()?.Message;
    }

    public void Dispose() => _folder.Dispose();
}
