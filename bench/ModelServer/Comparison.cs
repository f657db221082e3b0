using System.Globalization;

namespace Modelwright.ModelServer.Bench;

/// <summary>
/// The model server beside ONNX Runtime alone and beside a JSON echo (or itself, differently set or built), in alternating rounds of the
/// same run, so that whatever else the machine does hits all of them.
/// </summary>
internal static class Comparison
{
    private static readonly int[] Concurrency = [1, 8, 64];

    /// <summary>Measures, prints the tables and, as last line, the result.</summary>
    public static async Task<int> RunAsync(BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("modelwright-bench-").FullName;
        try
        {
            Console.WriteLine($"{options.Rounds} rounds, {options.Seconds.ToString(CultureInfo.InvariantCulture)} s per cell, "
                + $"load by {(options.UseWrk ? "wrk" : "the generator here")}, {Environment.ProcessorCount} processors");
            var figures = new List<(string Name, double Value)>();
            if (options.Only is null or "tabular")
            {
                var tabular = Workload.Create(folder, "tabular@1,13", BenchModels.Trees300(), "1,13");
                figures.AddRange(await CompareAsync(options, folder, tabular));
                var counting = CounterLoop.Run(options.Rounds);
                var run = (await RunsAsync(tabular, options.Seconds)).CpuMicroseconds;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"us to count the outputs of a tabular request: {counting:F3}; of a run alone: {run:F1}"));
                figures.Add(("tabularCountingOverRunAlone", counting / run));
                AddFeatures(figures, options, "tabular", tabular.ModelFile);
                AddFeatures(figures, options, "penguins", Path.Combine(Repository(), "samples", "penguins", "models", "v1", "model.onnx"));
            }

            if (options.Only is null or "image")
            {
                var image = Workload.Create(folder, "image@1,3,48,192", Image(options), "1,3,48,192");
                figures.AddRange(await CompareAsync(options, folder, image));
                var (parser, reader) = ParseLoop.Run(image, options.Rounds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"us per image body: parser {parser:F0}, Utf8JsonReader {reader:F0}"));
                figures.Add(("imageParserOverUtf8JsonReader", parser / reader));
            }

            var start = await StartUp.MeasureAsync(Workload.Create(folder, "start@1,13", BenchModels.Trees300(), "1,13"), options.Rounds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"start to first answer: {start:F2} s (median of {options.Rounds})"));
            figures.Add(("startToFirstAnswerSeconds", start));
            Console.WriteLine("RESULT {" + string.Join(",",
                figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"\"{figure.Name}\":{figure.Value:F3}"))) + "}");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AddFeatures(List<(string Name, double Value)> figures, BenchOptions options, string name, string model)
    {
        if (!File.Exists(model)) return;
        var (counting, run) = FeatureLoop.Run(model, options.Rounds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"us to count the features of a {name} request: {counting:F3}; of its run: {run:F1}"));
        figures.Add(($"{name}FeaturesOverRun", counting / run));
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Operator.sln"))) folder = folder.Parent;
        return folder?.FullName ?? "";
    }

    private static Target Other(BenchOptions options, Workload workload) => options.Against switch
    {
        null => Target.Echo(workload),
        var dll when dll.EndsWith(".dll", StringComparison.Ordinal) => Target.ModelServer(workload, Target.Other, Path.GetFullPath(dll)),
        var setting => Target.ModelServer(workload, Target.Other, null, (setting.Split('=', 2)[0], setting.Split('=', 2)[1])),
    };

    private static byte[] Image(BenchOptions options)
    {
        if (options.ModelsFolder is null) return BenchModels.Convolutions();
        var file = Directory.EnumerateFiles(options.ModelsFolder, "ch_ppocr_mobile_v2.0_cls_infer.onnx", SearchOption.AllDirectories)
            .FirstOrDefault();
        return file is null
            ? throw new ArgumentException($"no ch_ppocr_mobile_v2.0_cls_infer.onnx in {options.ModelsFolder}")
            : File.ReadAllBytes(file);
    }

    private static async Task<IReadOnlyList<(string Name, double Value)>> CompareAsync(BenchOptions options, string folder,
        Workload workload)
    {
        var report = new Report(workload.Name.Split('@')[0]);
        using var server = Target.ModelServer(workload);
        using var echo = Other(options, workload);
        foreach (var connections in Concurrency)
            foreach (var target in new[] { server, echo }) await target.MeasureAsync(options, folder, workload, connections, 1);
        for (var round = 0; round < options.Rounds; round++)
        {
            // Forward, then backward: nobody is always first.
            var steps = Concurrency.SelectMany(connections => new[] { (server, connections), (echo, connections) }).ToList();
            if (round % 2 == 1) steps.Reverse();
            if (round % 2 == 0) report.Add("Run alone", 1, await RunsAsync(workload, options.Seconds));
            foreach (var (target, connections) in steps)
                report.Add(target.Name, connections, await target.MeasureAsync(options, folder, workload, connections, options.Seconds));
            if (round % 2 == 1) report.Add("Run alone", 1, await RunsAsync(workload, options.Seconds));
        }

        report.Print();
        return report.Ratios();
    }

    private static async Task<Cell> RunsAsync(Workload workload, double seconds)
    {
        var output = await Tools.OutputAsync(
            "dotnet", Tools.Self("runs", workload.ModelFile, seconds.ToString(CultureInfo.InvariantCulture)));
        var figures = Tools.Line(output, "runs")[1..].Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return new Cell(figures[0], figures[1], 0, 0);
    }
}
