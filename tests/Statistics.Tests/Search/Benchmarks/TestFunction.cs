using System.Globalization;
using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Tests.Search.Benchmarks;

/// <summary>A function to minimise whose minimum is known.</summary>
public sealed record TestFunction(
    string Name, SearchSpace Space, double Minimum, Func<IReadOnlyDictionary<string, string>, double> Evaluate)
{
    public static IReadOnlyList<TestFunction> All { get; } = [Branin(), Hartmann6(), Rosenbrock4(), Conditional(), Categorical()];

    // Dixon and Szegö 1978: x in [-5, 10], y in [0, 15].
    private static TestFunction Branin() =>
        new("Branin", new([new DoubleParameter("x", -5, 10), new DoubleParameter("y", 0, 15)]), 0.39788735772973816, point =>
    {
        var (x, y) = (Number(point, "x"), Number(point, "y"));
        return Math.Pow(y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6, 2) + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x)
            + 10;
    });

    // Dixon and Szegö 1978, six dimensions in [0, 1].
    private static TestFunction Hartmann6()
    {
        double[] alpha = [1.0, 1.2, 3.0, 3.2];
        double[][] a = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];
        double[][] p =
        [
            [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
            [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
        ];
        return new("Hartmann6", new([.. Enumerable.Range(0, 6).Select(i => new DoubleParameter($"x{i}", 0, 1))]), -3.322368011415515,
            point =>
            -Enumerable.Range(0, 4).Sum(i =>
                alpha[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => a[i][j] * Math.Pow(Number(point, $"x{j}") - p[i][j], 2)))));
    }

    // Rosenbrock 1960 in four dimensions, [-2, 2] each.
    private static TestFunction Rosenbrock4() =>
        new("Rosenbrock-4", new([.. Enumerable.Range(0, 4).Select(i => new DoubleParameter($"x{i}", -2, 2))]), 0, point =>
        Enumerable.Range(0, 3).Sum(i =>
        {
            var (here, next) = (Number(point, $"x{i}"), Number(point, $"x{i + 1}"));
            return 100 * Math.Pow(next - here * here, 2) + Math.Pow(1 - here, 2);
        }));

    // A classifier's choice: three families, each with parameters of its own; the best is an svm with c = 10, gamma = 0.01.
    private static TestFunction Conditional() => new("conditional", new(
        [
            new CategoricalParameter("family", ["linear", "svm", "forest"]),
            new DoubleParameter("l2", 1e-6, 10, Scale.Log) { ActiveWhen = new("family", ["linear"]) },
            new DoubleParameter("c", 1e-3, 1e3, Scale.Log) { ActiveWhen = new("family", ["svm"]) },
            new DoubleParameter("gamma", 1e-5, 10, Scale.Log) { ActiveWhen = new("family", ["svm"]) },
            new IntParameter("trees", 10, 500, 10) { ActiveWhen = new("family", ["forest"]) },
            new IntParameter("depth", 1, 20) { ActiveWhen = new("family", ["forest"]) },
        ]), 0, point => point["family"] switch
        {
            "linear" => 0.6 + 0.05 * Square(Math.Log10(Number(point, "l2")) + 3),
            "svm" => 0.2 * Square(Math.Log10(Number(point, "c")) - 1) + 0.2 * Square(Math.Log10(Number(point, "gamma")) + 2),
            _ => 0.3 + Square((Number(point, "trees") - 300) / 500) + Square((Number(point, "depth") - 8) / 20),
        });

    // Eight choices of six values; each has a best one, and the neighbours in the list are not alike.
    private static TestFunction Categorical()
    {
        string[] values = ["a", "b", "c", "d", "e", "f"];
        double[] cost = [0.9, 0.35, 1.0, 0, 0.6, 0.8];
        return new("categorical", new([.. Enumerable.Range(0, 8).Select(i => new CategoricalParameter($"p{i}", values))]), 0, point =>
            Enumerable.Range(0, 8).Sum(i => (1 + i % 3) * cost[(Array.IndexOf(values, point[$"p{i}"]) + i) % 6]));
    }

    private static double Square(double x) => x * x;

    private static double Number(IReadOnlyDictionary<string, string> point, string name) =>
        double.Parse(point[name], CultureInfo.InvariantCulture);
}
