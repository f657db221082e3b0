using System.Text.Json.Nodes;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Inputs;
using Modelwright.Agent.Network;
using Modelwright.Agent.Training;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests.Inputs;

/// <summary>The inputs of one run, fetched into a folder of the test's own.</summary>
internal sealed class InputRun : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Data => _folder.File("data");

    public NetworkOptions Network { get; init; } = NetworkOptions.System;

    public Dictionary<string, string> Variables { get; } = [];

    public string File(params string[] parts) => _folder.File(parts);

    public static JsonObject Task(params JsonObject[] inputs) => new()
    {
        ["run"] = "penguins-run-1",
        ["uid"] = "u-1",
        ["namespace"] = "ns",
        ["seed"] = 42,
        ["allowFile"] = true,
        ["allowLoopback"] = true,
        ["inputs"] = new JsonArray([.. inputs]),
    };

    public async Task<IReadOnlyList<InputResult>> FetchAsync(params JsonObject[] inputs)
    {
        var (task, error) = TaskReader.Read(Task(inputs).ToJsonString());
        error.ShouldBeNull();
        var policy = new FetchPolicy { FirstDelay = TimeSpan.FromMilliseconds(1), MaxAttempts = 2 };
        return await new InputFetcher(policy, Network, Variables.GetValueOrDefault, TimeProvider.System, Random.Shared, _ => { })
            .FetchAsync(task!, Data, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a fetch that must fail, and leave nothing where the container would look.</summary>
    public async Task<InputFailureException> FailAsync(JsonObject input)
    {
        var failure = await Should.ThrowAsync<InputFailureException>(FetchAsync(input));
        var folder = Path.Combine(Data, (string)input["name"]!);
        (Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder) : []).ShouldBeEmpty();
        Directory.Exists(folder + ".partial").ShouldBeFalse();
        return failure;
    }

    public void Dispose() => _folder.Dispose();
}
