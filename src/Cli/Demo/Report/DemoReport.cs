using System.Text.Json;

namespace Modelwright.Cli.Demo.Report;

/// <summary>The demo's machine-readable result, written as <c>report.json</c>.</summary>
/// <param name="Stages">In the order they ran; a stage that was not reached is absent.</param>
public sealed record DemoReport(IReadOnlyList<StageReport> Stages)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes <c>report.json</c> into <paramref name="folder"/>, which is made if needed.</summary>
    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "report.json"), JsonSerializer.Serialize(this, Format) + "\n");
    }
}
