namespace Modelwright.ModelServer.Inspection;

/// <summary>
/// Operators that the model defines itself, as graphs of others. ONNX Runtime expands them in place, so they must not contain themselves,
/// and the expansion must stay small although each level can multiply it.
/// </summary>
internal sealed class FunctionTable(InspectionBudget budget)
{
    private readonly Dictionary<OperatorName, Dictionary<OperatorName, int>> uses = [];

    /// <summary>Whether there are any.</summary>
    public bool IsEmpty => uses.Count == 0;

    /// <summary>Walks a FunctionProto; throws <see cref="ModelRefusedException"/>.</summary>
    public void Add(ReadOnlySpan<byte> message, GraphInspector graphs)
    {
        string name = "", domain = "", overload = "";
        var used = new Dictionary<OperatorName, int>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Function.Name: name = System.Text.Encoding.UTF8.GetString(reader.Bytes()); break;
                case OnnxFields.Function.Domain: domain = System.Text.Encoding.UTF8.GetString(reader.Bytes()); break;
                case OnnxFields.Function.Overload: overload = System.Text.Encoding.UTF8.GetString(reader.Bytes()); break;
                case OnnxFields.Function.Node: graphs.InspectNode(reader.Bytes(), used, depth: 1); break;
                case OnnxFields.Function.AttributeDefaults: graphs.InspectAttribute(reader.Bytes(), used, depth: 1); break;
                default: reader.Skip(); break;
            }
        }

        if (!uses.TryAdd(new OperatorName(domain, name, overload), used))
            throw new ModelRefusedException(ModelRefusal.Malformed, $"function '{domain}.{name}' is defined twice");
    }

    /// <summary>All operators used in functions that are not functions themselves.</summary>
    public IEnumerable<OperatorName> Primitives => uses.Values.SelectMany(used => used.Keys).Where(used => !uses.ContainsKey(used));

    /// <summary>Whether the model defines this operator.</summary>
    public bool Defines(OperatorName name) => uses.ContainsKey(name);

    /// <summary>Refuses functions that contain themselves or expand to too many nodes.</summary>
    public void RequireFinite(Dictionary<OperatorName, int> usedByGraph)
    {
        var sizes = new Dictionary<OperatorName, long>();
        var total = 0L;
        foreach (var (name, count) in usedByGraph) total = Plus(total, Times(count, Size(name, sizes, depth: 0)));
        if (total > budget.Limits.MaxNodes)
            throw new ModelRefusedException(ModelRefusal.TooComplex,
                $"the model has more than {budget.Limits.MaxNodes} nodes once its functions are expanded");
    }

    private long Size(OperatorName name, Dictionary<OperatorName, long> sizes, int depth)
    {
        if (!uses.TryGetValue(name, out var used)) return 1;
        if (sizes.TryGetValue(name, out var known))
            return known >= 0 ? known : throw new ModelRefusedException(ModelRefusal.TooDeep, $"function '{name}' contains itself");
        budget.CheckDepth(depth, "functions");
        sizes[name] = -1;
        var size = 0L;
        foreach (var (inner, count) in used) size = Plus(size, Times(count, Size(inner, sizes, depth + 1)));
        return sizes[name] = size;
    }

    // Saturating: sizes only matter up to the limit.
    private static long Plus(long left, long right) => Math.Min(left + right, 1L << 40);

    private static long Times(long left, long right) => (long)UInt128.Min((UInt128)left * (UInt128)right, (UInt128)(1L << 40));
}
