using System.Globalization;
using System.Text.Json;
using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Tpe;
using Modelwright.Statistics.Tests.Search.Benchmarks;

// Median regret of TPE beside random search's, on functions whose minimum is known.
var seeds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50;
const int runs = 60;
var ratios = new Dictionary<string, double>();
Console.WriteLine($"median regret after {runs} runs, {seeds} seeds");
Console.WriteLine($"{"function",-14} {"random",10} {"tpe",10} {"ratio",7} {"tpe, univariate",16} {"ratio",7}");
foreach (var function in TestFunction.All)
{
    var random = Regret.Median(new RandomSearch(), function, seeds, runs);
    var joint = Regret.Median(new TpeSearch(), function, seeds, runs);
    var single = Regret.Median(new TpeSearch(new() { Multivariate = false }), function, seeds, runs);
    ratios[function.Name] = joint / random;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{function.Name,-14} {random,10:0.0000} {joint,10:0.0000} {joint / random,7:0.00} {single,16:0.0000} {single / random,7:0.00}"));
}
Console.WriteLine("RESULT " + JsonSerializer.Serialize(new { worstRatio = ratios.Values.Max(), goal = 0.5, ratios }));
