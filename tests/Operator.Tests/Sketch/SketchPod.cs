using Modelwright.Operator.Models;

namespace Modelwright.Operator.Tests.Sketch;

/// <summary>A serving pod of the sketch.</summary>
internal sealed class SketchPod(string name, string revision)
{
    public string Name { get; } = name;

    public bool Ready { get; set; }

    /// <summary>Its readiness probe fails, though its process goes on.</summary>
    public bool Unready { get; set; }

    /// <summary>Set where the pod is to be read.</summary>
    public string? Address { get; set; }

    public DateTimeOffset CreatedTime { get; set; } = Samples.Start;

    public string? Digest { get; set; }

    public Problem? Problem { get; set; }

    public PodFact Fact() => new()
    {
        Name = Name,
        Uid = $"uid-{Name}",
        Revision = revision,
        Ready = Ready && !Unready,
        Digest = Digest,
        Problem = Problem,
        Address = Address,
        CreatedTime = CreatedTime,
    };
}
