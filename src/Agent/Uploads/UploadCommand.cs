using System.CommandLine;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Reports;
using Modelwright.Agent.Training;

namespace Modelwright.Agent.Uploads;

/// <summary>The command <c>upload</c>: puts files into a folder of a store (docs/contracts.md).</summary>
internal static class UploadCommand
{
    public static Command Create(Func<string, string?> variable)
    {
        var uri = new Option<string>("--uri") { Description = "s3://, pvc:// or file:// folder, ending in '/'", Required = true };
        var root = new Option<string?>("--root") { Description = "where the claim of a pvc:// URI is on this machine" };
        var allowFile = new Option<bool>("--allow-file") { Description = "accept file://, where pods are processes of one machine" };
        var allowLoopback = new Option<bool>("--allow-loopback") { Description = "accept addresses of this machine" };
        var files = new Argument<string[]>("files") { Description = "the files; they keep their names", Arity = ArgumentArity.OneOrMore };
        var command = new Command("upload", "Uploads files to a folder of a store.") { uri, root, allowFile, allowLoopback, files };
        command.SetAction((arguments, cancellation) => RunAsync(
            new TrainingTask
            {
                Run = "upload",
                Uid = "",
                Namespace = "",
                Output = new TaskOutput { Uri = arguments.GetRequiredValue(uri), Root = arguments.GetValue(root) },
                AllowFile = arguments.GetValue(allowFile),
                AllowLoopback = arguments.GetValue(allowLoopback),
            },
            arguments.GetRequiredValue(files), variable, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        TrainingTask task, string[] files, Func<string, string?> variable, CancellationToken cancellation)
    {
        var policy = new FetchPolicy();
        var attempts = new Attempts(policy, TimeProvider.System, Random.Shared, line => Console.Error.WriteLine($"upload: {line}"));
        var stores = new StoreFactory(policy, Credentials.FromEnvironment(variable), NetworkOptions.System, attempts, TimeProvider.System);
        try
        {
            var uploader = new Uploader(stores.Create(task, task.Output!));
            var stored = new List<StoredFile>();
            foreach (var file in files)
            {
                var content = new UploadContent(new FileInfo(file).Length, () => File.OpenRead(file));
                stored.Add(await uploader.ContentAsync(content, Path.GetFileName(file), cancellation));
            }

            TerminationMessage.Write(Message(stored), variable);
            return 0;
        }
        catch (FetchException e)
        {
            return FetchCommand.Fail(e.Reason, e.Message, variable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FetchCommand.Fail(FetchReason.Failed, e.Message, variable);
        }
    }

    private static byte[] Message(List<StoredFile> files) => TerminationMessage.Json(writer =>
    {
        writer.WriteStartArray("files");
        foreach (var file in files)
        {
            writer.WriteStartObject();
            writer.WriteString("uri", file.Uri);
            writer.WriteString("digest", file.Digest);
            writer.WriteNumber("bytes", file.Bytes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
