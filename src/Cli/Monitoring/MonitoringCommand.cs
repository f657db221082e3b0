using System.CommandLine;
using System.Text.Json;
using Modelwright.Cli.Connections;
using Modelwright.Cli.Import;
using Modelwright.Crds.Models;
using Modelwright.Operator.Alerting;

namespace Modelwright.Cli.Monitoring;

/// <summary><c>monitoring</c>: what Prometheus and Grafana read of a Model, as plain files.</summary>
internal static class MonitoringCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Argument<string> Name = new("model") { Description = "the Model's name" };
    private static readonly Option<string> Runbooks = new("--runbooks")
    {
        Description = "address of the folder with the runbooks",
        DefaultValueFactory = _ => WatchedModel.DefaultRunbooks,
    };

    private static readonly Option<string[]> Targets = new("--target")
    {
        Description = "address of a pod's admin port, host:port; may be repeated; default: Prometheus asks the API server for pods",
    };

    public static Command Create() => new("monitoring", "Rules, scrape configuration and dashboard of a Model, as files.")
    {
        Verb("rules", "A rule file for Prometheus: recording rules and alerts.", (model, _) => ManifestYaml.Write(RuleGroups.Of(model))),
        Verb("scrape", "A scrape configuration for Prometheus.", (model, result) => ManifestYaml.Write(
            result.GetValue(Targets) is { Length: > 0 } targets ? ScrapeJob.Of(model, targets) : ScrapeJob.Of(model)), Targets),
        Verb("dashboard", "A dashboard for Grafana.",
            (model, _) => Dashboard.Of(model, $"{model.Namespace}-{model.Name}").ToJsonString(Indented) + "\n"),
    };

    private static Command Verb(string name, string description, Func<WatchedModel, ParseResult, string> write,
        params Option[] options)
    {
        var command = ApiConnection.With(new Command(name, description) { Name, Runbooks });
        foreach (var option in options) command.Add(option);
        command.SetAction((result, stop) => Failures.ReportAsync(result, async () =>
        {
            var (api, space) = ApiConnection.Open(result);
            using (api)
            {
                var objects = new ObjectClient<Model>(api, space, Model.Plural, Model.KindName);
                var model = await objects.GetAsync(result.GetRequiredValue(Name), stop);
                var watched = WatchedModel.Of(model) with { Runbooks = result.GetRequiredValue(Runbooks) };
                await result.InvocationConfiguration.Output.WriteAsync(write(watched, result));
                return 0;
            }
        }));
        return command;
    }
}
