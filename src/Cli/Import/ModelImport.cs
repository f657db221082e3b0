using System.Text.Json.Nodes;

namespace Modelwright.Cli.Import;

/// <summary>
/// Takes in a model that was trained elsewhere: loads it once as it would be served, profiles its reference rows, copies both to a store,
/// and says what its ModelVersion is.
/// </summary>
internal sealed class ModelImport(LocalProgram programs, Action<string> log)
{
    private const string ProfileName = "profile.json";

    /// <summary>The ModelVersion.</summary>
    /// <param name="options">What to import.</param>
    /// <param name="number">The version's number.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="InvalidOperationException">It cannot be imported.</exception>
    public async Task<JsonObject> RunAsync(ImportOptions options, int number, CancellationToken stop)
    {
        if (!File.Exists(options.ModelFile)) throw new InvalidOperationException($"no file {options.ModelFile}");
        log($"loading {options.ModelFile}");
        var verified = await programs.RunAsync("model-server", ["--verify"], new Dictionary<string, string>
        {
            ["MODELWRIGHT_MODEL_NAME"] = options.Model,
            ["MODELWRIGHT_MODEL_VERSION"] = $"{number}",
            ["MODELWRIGHT_MODEL_FILE"] = Path.GetFullPath(options.ModelFile),
        }, stop);
        var folder = Directory.CreateTempSubdirectory("modelwright-import-");
        try
        {
            var profileFile = Path.Combine(folder.FullName, ProfileName);
            var profile = options.Reference is null ? null : await ProfileAsync(options, profileFile, stop);
            List<string> files = [Path.GetFullPath(options.ModelFile)];
            if (profile is not null) files.Add(profileFile);
            var stored = await StoreAsync(options, (string)verified["digest"]!, files, stop);
            if ((string?)stored[0]?["digest"] != (string?)verified["digest"])
                throw new InvalidOperationException($"{options.ModelFile} was changed while it was imported; import it again");
            return ImportManifest.Build(options, number, verified, stored, profile);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<JsonObject> ProfileAsync(ImportOptions options, string output, CancellationToken stop)
    {
        log($"profiling {options.Reference}");
        string[] without = [.. options.Labels.SelectMany(label => new[] { "--without", label })];
        string[] arguments = ["profile", "--reference", Path.GetFullPath(options.Reference!), "--output", output, .. without];
        return await programs.RunAsync("agent", arguments, new Dictionary<string, string>(), stop);
    }

    // Below a folder by the model's digest: the same model again is the same place, another one never replaces it.
    private async Task<JsonArray> StoreAsync(ImportOptions options, string digest, IEnumerable<string> files, CancellationToken stop)
    {
        var uri = $"{options.Store.TrimEnd('/')}/{options.Model}/{digest["sha256:".Length..]}/";
        log($"copying to {uri}");
        string[] root = options.ClaimFolder is { } claim ? ["--root", Path.GetFullPath(claim)] : [];
        string[] arguments = ["upload", "--uri", uri, "--allow-file", "--allow-loopback", .. root, .. files];
        var answer = await programs.RunAsync("agent", arguments, new Dictionary<string, string>(), stop);
        return answer["files"]!.AsArray();
    }
}
