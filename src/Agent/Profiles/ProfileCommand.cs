using System.CommandLine;
using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;
using Modelwright.Statistics.Profiles.Json;

namespace Modelwright.Agent.Profiles;

/// <summary>The command <c>profile</c>: writes the reference profile of rows (docs/contracts.md).</summary>
internal static class ProfileCommand
{
    public static Command Create(Func<string, string?> variable)
    {
        var reference = new Option<string>("--reference") { Description = "file of rows, .csv or .jsonl", Required = true };
        var output = new Option<string>("--output") { Description = "where the profile appears", Required = true };
        var without = new Option<string[]>("--without") { Description = "a column that is no feature; repeatable" };
        var command = new Command("profile", "Writes the reference profile of a file of training features.") { reference, output, without };
        command.SetAction((arguments, cancellation) => RunAsync(
            arguments.GetRequiredValue(reference), arguments.GetRequiredValue(output), arguments.GetValue(without) ?? [], variable,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string reference, string output, string[] without, Func<string, string?> variable, CancellationToken cancellation)
    {
        try
        {
            if (!ReferenceProfiler.Reads(reference))
                return FetchCommand.Fail(FetchReason.Failed, $"{reference} ends neither in .csv nor in .jsonl", variable);
            var profile = ReferenceProfiler.Profile(() => File.OpenRead(reference), reference, without, cancellation);
            await using var file = new OutputFile(output);
            await file.WriteAsync(ProfileJson.Write(profile), cancellation);
            var (digest, bytes) = (file.Digest(), file.Bytes);
            await file.CommitAsync(cancellation);
            TerminationMessage.Write(Message(digest, bytes, profile.Rows, profile.Columns.Count), variable);
            return 0;
        }
        catch (Exception e) when (e is ReferenceException)
        {
            return FetchCommand.Fail(FetchReason.Failed, $"{reference} {e.Message}", variable);
        }
        catch (Exception e) when (e is FetchException or IOException or UnauthorizedAccessException)
        {
            return FetchCommand.Fail(FetchReason.Failed, e.Message, variable);
        }
    }

    private static byte[] Message(Sha256Digest digest, long bytes, long rows, int columns) => TerminationMessage.Json(writer =>
    {
        writer.WriteString("digest", digest.ToString());
        writer.WriteNumber("bytes", bytes);
        writer.WriteNumber("rows", rows);
        writer.WriteNumber("columns", columns);
    });
}
