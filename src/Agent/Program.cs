using System.CommandLine;
using Modelwright.Agent;
using Modelwright.Agent.Attending;
using Modelwright.Agent.Datasets;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Inputs;
using Modelwright.Agent.Profiles;
using Modelwright.Agent.Uploads;

Func<string, string?> variable = Environment.GetEnvironmentVariable;
var command = new RootCommand("Modelwright's agent: works beside models in the namespace that owns them")
{
    FetchCommand.Create(variable),
    InputsCommand.Create(variable),
    AttendCommand.Create(variable),
    ProfileCommand.Create(variable),
    UploadCommand.Create(variable),
    DatasetCommand.Create(variable),
}.Parse(args);
if (command.Errors.Count > 0)
    return FetchCommand.Fail(FetchReason.Failed, string.Join("; ", command.Errors.Select(e => e.Message)), variable);

// attend ends in its own time once it was asked to; the others have two seconds, the parser's default.
var configuration = new InvocationConfiguration();
if (command.CommandResult.Command.Name == "attend") configuration.ProcessTerminationTimeout = null;
return await command.InvokeAsync(configuration);
