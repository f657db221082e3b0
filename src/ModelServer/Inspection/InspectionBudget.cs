namespace Modelwright.ModelServer.Inspection;

/// <summary>Counts what a file holds while it is walked, and stops at the limits.</summary>
internal sealed class InspectionBudget(InspectionLimits limits)
{
    private int items;

    /// <summary>The limits counted against.</summary>
    public InspectionLimits Limits { get; } = limits;

    /// <summary>Nodes met.</summary>
    public int Nodes { get; private set; }

    /// <summary>One more node.</summary>
    public void CountNode()
    {
        if (++Nodes > Limits.MaxNodes) throw TooComplex($"more than {Limits.MaxNodes} nodes");
    }

    /// <summary>One more tensor, value or attribute.</summary>
    public void CountItem()
    {
        if (++items > Limits.MaxItems) throw TooComplex($"more than {Limits.MaxItems} tensors, values and attributes");
    }

    /// <summary>Refuses graphs or types that are nested too deeply.</summary>
    public void CheckDepth(int depth, string what)
    {
        if (depth > Limits.MaxDepth)
            throw new ModelRefusedException(ModelRefusal.TooDeep, $"{what} are nested more than {Limits.MaxDepth} deep");
    }

    private static ModelRefusedException TooComplex(string what) => new(ModelRefusal.TooComplex, $"the model has {what}");
}
