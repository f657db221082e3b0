using System.Text.Json.Nodes;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>The unmodified kubectl, with a home of its own so that it finds nothing but this cluster.</summary>
public sealed class Kubectl(string kubeconfig, string home)
{
    private readonly string program = Requires.Program("kubectl");

    /// <summary>The kubeconfig that it works with.</summary>
    public string Kubeconfig => kubeconfig;

    private readonly Dictionary<string, string> environment = new()
    {
        ["KUBECONFIG"] = kubeconfig,
        ["HOME"] = home,
        ["KUBECACHEDIR"] = Path.Combine(home, "cache"),
    };

    /// <summary>Runs it and returns whatever came of it.</summary>
    public Task<Command.Result> TryAsync(string? input, params string[] arguments) =>
        Command.RunAsync(program, arguments, environment, input);

    /// <summary>Runs it; the test fails unless it succeeds.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var result = await TryAsync(null, arguments);
        result.Exit.ShouldBe(0, $"kubectl {string.Join(' ', arguments)}: {result}");
        return result.Output;
    }

    /// <summary>Applies a manifest; the test fails unless that succeeds.</summary>
    public async Task<string> ApplyAsync(string manifest)
    {
        var result = await TryAsync(manifest, "apply", "-f", "-");
        result.Exit.ShouldBe(0, $"kubectl apply: {result}\n{manifest}");
        return result.Output;
    }

    /// <summary>The object as JSON, or null when it does not exist.</summary>
    public async Task<JsonNode?> GetAsync(string kind, string name)
    {
        var result = await TryAsync(null, "get", kind, name, "-o", "json");
        if (result.Exit != 0 && result.Errors.Contains("NotFound", StringComparison.Ordinal)) return null;
        result.Exit.ShouldBe(0, result.ToString());
        return JsonNode.Parse(result.Output);
    }
}
