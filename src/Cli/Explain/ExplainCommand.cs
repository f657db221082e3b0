using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Cli.Connections;
using Modelwright.Cli.Rollouts;
using Modelwright.Crds;
using Modelwright.Crds.Models;

namespace Modelwright.Cli.Explain;

/// <summary><c>explain KIND NAME</c>: why an object is as it is, in words.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Kind = new("kind") { Description = string.Join(", ", Kinds.Names) };
    private static readonly Argument<string> Name = new("name") { Description = "the object's name" };

    public static Command Create()
    {
        var command = ApiConnection.With(new Command("explain", "Why an object is as it is, in plain words.") { Kind, Name });
        command.SetAction((result, stop) => Failures.ReportAsync(result, () => RunAsync(result, stop)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        var asked = result.GetRequiredValue(Kind);
        var kind = Kinds.Find(asked)
            ?? throw new InvalidOperationException($"there is no kind '{asked}'; choose one of {string.Join(", ", Kinds.Names)}");
        var (api, space) = ApiConnection.Open(result);
        using (api)
        {
            var objects = new ObjectClient<JsonObject>(api, space, kind.Plural, kind.Name);
            var found = await objects.GetAsync(result.GetRequiredValue(Name), stop);
            await result.InvocationConfiguration.Output.WriteAsync(kind.Name == Model.KindName
                ? ExplainText.Of(found.Deserialize<Model>(CrdJson.Options)!, TimeProvider.System.GetUtcNow())
                : ConditionsText.Of(kind.Name, found));
            return 0;
        }
    }
}
