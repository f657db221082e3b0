using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>Something that asks for a run: exactly one kind.</summary>
[Cel("[has(self.schedule), has(self.dataChange), has(self.drift), has(self.performance)].filter(set, set).size() == 1",
    Message = "a trigger has exactly one of schedule, dataChange, drift and performance")]
public sealed record RetrainTrigger
{
    /// <summary>The trigger's name.</summary>
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    [Cel("self != 'manual'", Message = "a trigger must not be named 'manual'; that is what the annotation is called")]
    public string Name { get; init; } = "";

    /// <summary>At certain times.</summary>
    public ScheduleTrigger? Schedule { get; init; }

    /// <summary>When a Dataset has a version that the last run did not read.</summary>
    public DataChangeTrigger? DataChange { get; init; }

    /// <summary>While the Model's drift is above its tolerance (<c>status.drift.state: Drift</c>).</summary>
    public SignalTrigger? Drift { get; init; }

    /// <summary>While the Model's measured performance is below its limit (<c>status.performance</c>).</summary>
    public SignalTrigger? Performance { get; init; }
}
