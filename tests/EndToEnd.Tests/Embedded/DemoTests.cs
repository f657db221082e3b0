using System.Text.Json.Nodes;
using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>The README's first command.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Demo_verifies_every_stage()
    {
        using var folder = new TempFolder();
        var result = await Command.RunAsync("dotnet", [UpProcess.Program, "demo", "--report", folder.Path],
            new Dictionary<string, string> { ["ORT_DISABLE_TELEMETRY"] = "1" }, seconds: 900);
        result.Exit.ShouldBe(0, result.ToString());
        var report = await File.ReadAllTextAsync(folder.File("report.json"), TestContext.Current.CancellationToken);
        var stages = JsonNode.Parse(report)!["stages"]!.AsArray();
        stages.Select(stage => (string)stage!["name"]!).ShouldBe(
            ["serve", "replace", "heal", "canary-good", "canary-bad", "shadow", "leave", "dataset", "train", "experiment"]);
        stages.ShouldAllBe(stage => (bool)stage!["ok"]!);
        foreach (var index in new[] { 1, 3, 4, 5 }) ((double)stages[index]!["figures"]!["failedRequests"]!).ShouldBe(0);
        ((double)stages[1]!["figures"]!["requests"]!).ShouldBeGreaterThan(100);
        ((double)stages[7]!["figures"]!["eligibleVersions"]!).ShouldBe(2);
        ((double)stages[8]!["figures"]!["reproduced"]!).ShouldBe(1);
        ((double)stages[9]!["figures"]!["runs"]!).ShouldBe(20);
        ((double)stages[9]!["figures"]!["bestLogLoss"]!).ShouldBeLessThan((double)stages[9]!["figures"]!["defaultLogLoss"]!);
    }
}
