namespace Modelwright.Operator.Tests.Models.Analysis;

/// <summary>A router process as far as it is read.</summary>
internal sealed class PlayedRouter(string name)
{
    private int starts;

    public string Name { get; } = name;

    public string Address { get; } = $"10.0.1.{name[^1]}";

    public string Start => $"{Name}/{starts}";

    public long Route { get; set; } = 1;

    public PlayedRevision Canary { get; private set; } = new();

    public PlayedRevision Stable { get; private set; } = new();

    /// <summary>The process ends and another takes its place: everything is at zero again.</summary>
    public void Restart() => (starts, Canary, Stable) = (starts + 1, new(), new());

    public string Json() => $$"""
        {"start":"{{Start}}","model":"fraud","route":{{Route}},"waiting":0,
         "revisions":[{{Stable.Json(AnalysisWorld.Stable)}},{{Canary.Json(AnalysisWorld.Canary)}}]}
        """;
}
