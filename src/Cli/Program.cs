using System.CommandLine;
using Modelwright.Cli.Demo;
using Modelwright.Cli.Explain;
using Modelwright.Cli.Import;
using Modelwright.Cli.Monitoring;
using Modelwright.Cli.Reproduce;
using Modelwright.Cli.Rollouts;
using Modelwright.Cli.Up;

var root = new RootCommand("Modelwright: machine-learning models on Kubernetes, looked after.")
{
    UpCommand.Create(),
    DemoCommand.Create(),
    ImportCommand.Create(),
    ReproduceCommand.Create(),
    RolloutCommand.Create(),
    ExplainCommand.Create(),
    MonitoringCommand.Create(),
};
// A stop drains first: the operator's running work, then pods in their grace periods.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
