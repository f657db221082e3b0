using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Operator.Tests.Tracking;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>A TrainingRun with real processes, recorded on a played MLflow server that is away when the run begins.</summary>
public sealed class TrackingTests
{
    [Fact]
    public async Task Run_is_recorded_once_the_server_is_back_and_closed_for_good()
    {
        Requires.Program("kubectl");
        using var folder = new TempFolder();
        await using var server = await PlayedMlflow.StartAsync();
        server.Always = MlflowAccident.Internal;
        var data = folder.File("data");
        var arguments = new[] { "--mlflow", server.Address.ToString() };
        await using var up = await UpProcess.StartAsync(data, arguments);
        var kubectl = new Kubectl(up.Kubeconfig, folder.File("home"));
        await kubectl.RunAsync("apply", "-f", Repository.File("config", "samples", "trainingrun-shell.yaml"));
        await ShouldBeAsync(kubectl, "Unavailable", "database is locked", "\"reason\":\"Completed\"");

        server.Always = null;
        await ShouldBeAsync(kubectl, "Closed", "\"reason\":\"Completed\"");
        var run = server.Store.Runs.ShouldHaveSingleItem();
        (run.Status, run.Params["steps"], run.Name).ShouldBe(("FINISHED", "10", "threshold-1"));
        run.Metrics.ShouldContain(metric => metric.Key == "accuracy" && metric.Value == 1.0);
        run.Tags["modelwright.reason"].ShouldBe("Completed");

        // A new process finds nothing to do.
        await up.StopAsync();
        server.Clear();
        await using var again = await UpProcess.StartAsync(data, arguments);
        await ShouldBeAsync(new(again.Kubeconfig, folder.File("home")), "Closed");
        server.Requests.ShouldBeEmpty();
    }

    private static Task ShouldBeAsync(Kubectl kubectl, string state, params IReadOnlyList<string> words) =>
        Eventually.HoldsAsync($"tracking to be {state}", async () =>
        {
            var status = (await kubectl.GetAsync("trainingrun", "threshold-1"))?["status"];
            var text = status?.ToJsonString() ?? "no status";
            return ((string?)status?["tracking"]?["state"] == state
                && words.All(word => text.Contains(word, StringComparison.Ordinal)), text);
        }, seconds: 120);
}
