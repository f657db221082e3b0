using System.CommandLine;

using Modelwright.Cli.Connections;

namespace Modelwright.Cli.Import;

/// <summary><c>import</c>: a ModelVersion for a model trained elsewhere.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> File = new("model.onnx") { Description = "the model" };

    private static readonly Option<string> Model = new("--model") { Description = "the Model that the version is for", Required = true };

    private static readonly Option<string> Store = new("--store")
    {
        Description = "s3://bucket/prefix/, pvc://claim/folder/ or file:///folder/: where file and profile are copied to",
        Required = true,
    };

    private static readonly Option<string?> ClaimFolder = new("--claim-folder") { Description = "where a pvc:// store is on this machine" };

    private static readonly Option<string?> Reference = new("--reference")
    {
        Description = "rows of training features, .csv or .jsonl: they become the reference profile",
    };

    private static readonly Option<string[]> Label = new("--label") { Description = "a column of them that is no feature; repeatable" };

    private static readonly Option<int?> Number = new("--number") { Description = "the version's number; default: the next one, or 1" };

    private static readonly Option<string?> Name = new("--name") { Description = "the ModelVersion's name; default: MODEL-vNUMBER" };

    private static readonly Option<string?> Namespace = new("--namespace", "-n") { Description = "default: the kubeconfig's" };

    private static readonly Option<string?> Framework = new("--framework") { Description = "what it was made with" };

    private static readonly Option<string?> About = new("--description") { Description = "a few words on this version" };

    private static readonly Option<string?> Secret = new("--secret") { Description = "the Secret that pods sign in to the store with" };

    private static readonly Option<bool> Apply = new("--apply") { Description = "create the ModelVersion instead of only printing it" };

    private static readonly Option<string?> Kubeconfig = new("--kubeconfig") { Description = "default: KUBECONFIG, then ~/.kube/config" };

    public static Command Create()
    {
        var command = new Command("import", "Make a ModelVersion of a model trained elsewhere: digest, signature, reference profile.")
        {
            File, Model, Store, ClaimFolder, Reference, Label, Number, Name, Namespace, Framework, About, Secret, Apply, Kubeconfig,
        };
        command.SetAction((result, cancel) => Failures.ReportAsync(result, () => RunAsync(result, Options(result), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, ImportOptions options, CancellationToken cancel)
    {
        var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        var import = new ModelImport(new LocalProgram(TimeProvider.System), error.WriteLine);
        if (options.Number is < 1) throw new FormatException($"--number {options.Number}: give a number from 1");
        if (!options.Apply)
        {
            await output.WriteAsync(ManifestYaml.Write(await import.RunAsync(options, options.Number ?? 1, cancel)));
            return 0;
        }

        var (api, place) = ApiConnection.Open(options.Kubeconfig, null, options.Namespace);
        using (api)
            try
            {
                var registry = new VersionRegistry(api, place);
                var number = options.Number ?? await registry.NextNumberAsync(options.Model, cancel);
                var manifest = await import.RunAsync(options with { Namespace = place }, number, cancel);
                await registry.CreateAsync(manifest, cancel);
                await output.WriteLineAsync($"modelversion.modelwright.io/{manifest["metadata"]!["name"]} created");
                return 0;
            }
            catch (HttpRequestException e)
            {
                throw new InvalidOperationException($"the API server cannot be reached: {e.Message}", e);
            }
    }

    private static ImportOptions Options(ParseResult result) => new()
    {
        ModelFile = result.GetRequiredValue(File),
        Store = result.GetRequiredValue(Store),
        ClaimFolder = result.GetValue(ClaimFolder),
        Reference = result.GetValue(Reference),
        Labels = result.GetValue(Label) ?? [],
        Model = result.GetRequiredValue(Model),
        Number = result.GetValue(Number),
        Name = result.GetValue(Name),
        Namespace = result.GetValue(Namespace),
        Framework = result.GetValue(Framework),
        Description = result.GetValue(About),
        Secret = result.GetValue(Secret),
        Apply = result.GetValue(Apply),
        Kubeconfig = result.GetValue(Kubeconfig),
    };
}
