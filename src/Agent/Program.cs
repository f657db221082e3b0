using System.CommandLine;
using Modelwright.Agent;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Inputs;

Func<string, string?> variable = Environment.GetEnvironmentVariable;
var command = new RootCommand("Modelwright's agent: works beside models in the namespace that owns them")
{
    FetchCommand.Create(variable),
    InputsCommand.Create(variable),
}.Parse(args);
return command.Errors.Count > 0
    ? FetchCommand.Fail(FetchReason.Failed, string.Join("; ", command.Errors.Select(e => e.Message)), variable)
    : await command.InvokeAsync();
