using Modelwright.Operator.Models;

namespace Modelwright.Operator.Tests.Sketch;

/// <summary>A serving pod of the sketch.</summary>
internal sealed class SketchPod(string name, string revision)
{
    public string Name { get; } = name;

    public bool Ready { get; set; }

    public string? Digest { get; set; }

    public Problem? Problem { get; set; }

    public PodFact Fact() => new()
    {
        Name = Name,
        Uid = $"uid-{Name}",
        Revision = revision,
        Ready = Ready,
        Digest = Digest,
        Problem = Problem,
        CreatedTime = Samples.Start,
    };
}
