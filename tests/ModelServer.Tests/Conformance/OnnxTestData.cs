using Modelwright.Testing;

namespace Modelwright.ModelServer.Tests.Conformance;

/// <summary>The ONNX project's own test models, as Debian's package libonnx-testdata installs them.</summary>
internal static class OnnxTestData
{
    private const string Folder = "/usr/share/libonnx-testdata/data";

    /// <summary>The folders with a model and its test data; skips the test where the package is not installed.</summary>
    public static IReadOnlyList<string> Cases()
    {
        var root = Requires.Capability("onnx-testdata", Directory.Exists(Folder) ? Folder : null, "apt-get install libonnx-testdata");
        return [.. Directory.EnumerateFiles(root, "model.onnx", SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal)];
    }

    /// <summary>The inputs of the first data set of a case: one file per input, in the model's order.</summary>
    public static IReadOnlyList<TestTensor> Inputs(string folder)
    {
        var data = Path.Combine(folder, "test_data_set_0");
        if (!Directory.Exists(data)) return [];
        return [.. Directory.EnumerateFiles(data, "input_*.pb")
            .OrderBy(file => int.Parse(Path.GetFileNameWithoutExtension(file)[6..], System.Globalization.CultureInfo.InvariantCulture))
            .Select(file => TestTensor.Parse(File.ReadAllBytes(file)))];
    }
}
