using System.CommandLine;
using Modelwright.Cli.Connections;
using Modelwright.Crds.Models;

namespace Modelwright.Cli.Rollouts;

/// <summary><c>rollout</c>: what a person sees of a rollout, and can do about it.</summary>
internal static class RolloutCommand
{
    private static readonly Argument<string> Name = new("model") { Description = "the Model's name" };
    private static readonly Option<bool> Full = new("--full") { Description = "skip all steps that are left" };
    private static readonly Option<string?> ToRevision = new("--to-revision")
    {
        Description = "the revision to go back to, by name or number (see history); default: the one that served before",
    };
    private static readonly Option<double> Timeout = new("--timeout")
    {
        Description = "seconds to wait at most; 0: for ever",
        DefaultValueFactory = _ => 0,
    };

    public static Command Create() => new("rollout", "See and steer how a Model's new revision takes over.")
    {
        Verb("status", "Where the rollout is, and why.", (place, result, stop) => RolloutView.StatusAsync(place, result, stop)),
        Verb("watch", "Follow the rollout until it ends; exit code 0 only if the wanted revision serves.",
            (place, result, stop) => RolloutWatch.RunAsync(place, result.GetValue(Timeout), result, stop), Timeout),
        Verb("explain", "In plain words: what serves, what is happening, and what comes next.",
            (place, result, stop) => RolloutView.ExplainAsync(place, result, stop)),
        Verb("history", "The revisions that exist or can be gone back to.",
            (place, result, stop) => RolloutView.HistoryAsync(place, result, stop)),
        Verb("promote", "End the step that the rollout is at.", (place, result, stop) =>
            RolloutActions.PromoteAsync(place, result.GetValue(Full), result, stop), Full),
        Verb("abort", "Take the new revision back; it is not tried again until retry.", (place, result, stop) =>
            RolloutActions.OnCandidateAsync(place, "abort", result, stop)),
        Verb("retry", "Try the revision again that was taken back.", (place, result, stop) =>
            RolloutActions.RetryAsync(place, result, stop)),
        Verb("pause", "Stop the rollout where it is; harm still takes it back.", (place, result, stop) =>
            RolloutActions.OnCandidateAsync(place, "pause", result, stop)),
        Verb("resume", "Go on after pause.", (place, result, stop) => RolloutActions.OnCandidateAsync(place, "resume", result, stop)),
        Verb("undo", "Go back to a revision that served before; the spec stays as it is.", (place, result, stop) =>
            RolloutActions.UndoAsync(place, result.GetValue(ToRevision), result, stop), ToRevision),
    };

    private static Command Verb(
        string name, string description, Func<ModelPlace, ParseResult, CancellationToken, Task<int>> run, params Option[] options)
    {
        var command = ApiConnection.With(new Command(name, description) { Name });
        foreach (var option in options) command.Add(option);
        command.SetAction((result, stop) => Failures.ReportAsync(result, async () =>
        {
            var (api, space) = ApiConnection.Open(result);
            using (api)
            {
                var models = new ObjectClient<Model>(api, space, Model.Plural, Model.KindName);
                return await run(new(models, space, result.GetRequiredValue(Name), TimeProvider.System), result, stop);
            }
        }));
        return command;
    }
}
