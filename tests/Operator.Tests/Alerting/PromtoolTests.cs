using System.Diagnostics;
using System.Text.Json.Nodes;
using Modelwright.Operator.Alerting;
using Modelwright.Testing;

namespace Modelwright.Operator.Tests.Alerting;

public sealed class PromtoolTests
{
    private static readonly WatchedModel Fraud = new() { Namespace = "shop", Name = "fraud" };

    [Fact]
    public void Cases_are_of_every_alert() =>
        RuleCase.All.Select(item => item.Alert).ShouldBe(Alerts.Of(Fraud).Select(alert => alert.Name), ignoreOrder: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rules_of_a_model_pass_the_check(bool routed)
    {
        using var folder = new TempFolder();
        var file = Write(folder, "rules.json", RuleGroups.Of(Fraud with { Routed = routed }));

        var (code, output) = await RunAsync("check", "rules", "--lint-fatal", file);

        code.ShouldBe(0, output);
        output.ShouldContain($"{Alerts.Of(Fraud).Count + Recordings.Of(Fraud).Count()} rules found");
    }

    [Fact]
    public async Task Alerts_fire_and_stay_silent_as_their_cases_say()
    {
        using var folder = new TempFolder();
        Write(folder, "rules.json", RuleGroups.Of(Fraud));
        var tests = Write(folder, "tests.json", new JsonObject
        {
            ["rule_files"] = new JsonArray("rules.json"),
            ["evaluation_interval"] = "1m",
            ["tests"] = new JsonArray([.. RuleCase.All.SelectMany(item => new[] { item.Test(true), item.Test(false) })]),
        });

        var (code, output) = await RunAsync("test", "rules", tests);

        code.ShouldBe(0, output);
    }

    [Fact]
    public async Task Scrape_configuration_passes_the_check()
    {
        using var folder = new TempFolder();
        // Debian's Prometheus is built without the discovery of Kubernetes' pods; all else is read by it.
        var content = ScrapeJob.Of(Fraud);
        var job = content["scrape_configs"]![0]!.AsObject();
        job.Remove("kubernetes_sd_configs").ShouldBeTrue();
        var file = Write(folder, "prometheus.json", content);

        var (code, output) = await RunAsync("check", "config", file);

        code.ShouldBe(0, output);
    }

    private static string Write(TempFolder folder, string name, JsonObject content)
    {
        var file = folder.File(name);
        File.WriteAllText(file, content.ToJsonString());
        return file;
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Requires.Prometheus("promtool"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var stop = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, await output + await error);
    }
}
