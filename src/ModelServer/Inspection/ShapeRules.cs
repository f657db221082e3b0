namespace Modelwright.ModelServer.Inspection;

/// <summary>What shapes a file may declare.</summary>
internal static class ShapeRules
{
    /// <summary>
    /// The number of elements; refuses negative dimensions and products beyond 63 bits. <paramref name="what"/> names the tensor.
    /// </summary>
    public static UInt128 ElementCount(ReadOnlySpan<long> shape, string what)
    {
        UInt128 count = 1;
        foreach (var dimension in shape)
        {
            if (dimension < 0) throw Absurd($"{what} has the negative dimension {dimension}");
            // A zero makes the tensor empty, but must not hide dimensions that overflow by themselves.
            count *= (ulong)Math.Max(1, dimension);
            if (count > long.MaxValue) throw Absurd($"{what} has the shape [{string.Join(',', shape.ToArray())}], whose size overflows");
        }

        return shape.Contains(0) ? 0 : count;
    }

    /// <summary>Refuses a shape that the file fixes (-1: left open) and that needs more memory than the limit.</summary>
    public static void RequireAffordable(ReadOnlySpan<long> shape, long type, InspectionLimits limits, string what)
    {
        var known = new List<long>();
        foreach (var dimension in shape)
            if (dimension != -1) known.Add(dimension);
        var elements = ElementCount(known.ToArray(), what);
        var bytes = elements * (UInt128)Math.Max(1, ElementTypes.Bits(type) / 8);
        if (bytes > (UInt128)limits.MaxTensorBytes)
            throw Absurd($"{what} has the shape [{string.Join(',', shape.ToArray())}], which takes {bytes} bytes;"
                + $" the limit is {limits.MaxTensorBytes}");
    }

    private static ModelRefusedException Absurd(string message) => new(ModelRefusal.AbsurdShape, message);
}
