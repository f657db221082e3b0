namespace Modelwright.ModelServer.Inspection;

/// <summary>Walks graphs and everything in them.</summary>
internal sealed class GraphInspector(InspectionBudget budget)
{
    /// <summary>
    /// Walks a GraphProto; the operators it uses, those of nested graphs included, are added to <paramref name="uses"/>. Throws
    /// <see cref="ModelRefusedException"/>.
    /// </summary>
    public GraphOutline Inspect(ReadOnlySpan<byte> message, Dictionary<OperatorName, int> uses, int depth = 1)
    {
        budget.CheckDepth(depth, "graphs");
        var graph = new GraphOutline();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Graph.Node: graph.Nodes.Add(InspectNode(reader.Bytes(), uses, depth)); break;
                case OnnxFields.Graph.Initializer: graph.Initializers.Add(TensorInspector.Inspect(reader.Bytes(), budget)); break;
                case OnnxFields.Graph.SparseInitializer:
                    graph.Initializers.Add(SparseTensorInspector.Inspect(reader.Bytes(), budget));
                    break;
                case OnnxFields.Graph.Input: graph.Inputs.Add(TypeInspector.InspectValue(reader.Bytes(), budget)); break;
                case OnnxFields.Graph.Output: graph.Outputs.Add(TypeInspector.InspectValue(reader.Bytes(), budget)); break;
                case OnnxFields.Graph.ValueInfo: TypeInspector.InspectValue(reader.Bytes(), budget); break;
                default: reader.Skip(); break;
            }
        }

        ShapeProducers.RequireAffordable(graph, budget.Limits);
        return graph;
    }

    /// <summary>Walks a NodeProto of a graph at the given depth.</summary>
    public NodeOutline InspectNode(ReadOnlySpan<byte> message, Dictionary<OperatorName, int> uses, int depth)
    {
        budget.CountNode();
        string name = "", opType = "", domain = "", overload = "";
        List<string> inputs = [], outputs = [];
        List<AttributeOutline> attributes = [];
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Node.Input: Add(inputs, reader.Bytes()); break;
                case OnnxFields.Node.Output: Add(outputs, reader.Bytes()); break;
                case OnnxFields.Node.Name: name = Text(reader.Bytes()); break;
                case OnnxFields.Node.OpType: opType = Text(reader.Bytes()); break;
                case OnnxFields.Node.Domain: domain = Text(reader.Bytes()); break;
                case OnnxFields.Node.Overload: overload = Text(reader.Bytes()); break;
                case OnnxFields.Node.Attribute: attributes.Add(InspectAttribute(reader.Bytes(), uses, depth)); break;
                default: reader.Skip(); break;
            }
        }

        var used = new OperatorName(domain, opType, overload);
        uses[used] = uses.GetValueOrDefault(used) + 1;
        return new NodeOutline(name, opType, domain, inputs, outputs, attributes);
    }

    /// <summary>Walks an AttributeProto of a node of a graph at the given depth.</summary>
    public AttributeOutline InspectAttribute(ReadOnlySpan<byte> message, Dictionary<OperatorName, int> uses, int depth)
    {
        budget.CountItem();
        var name = "";
        var integer = 0L;
        List<long> integers = [];
        TensorOutline? tensor = null;
        var hasGraph = false;
        Span<long> few = stackalloc long[16];
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Attribute.Name: name = Text(reader.Bytes()); break;
                case OnnxFields.Attribute.Integer: integer = reader.Integer(); break;
                case OnnxFields.Attribute.Integers:
                    var count = reader.Integers(few);
                    if (integers.Count < few.Length)
                        foreach (var value in few[..Math.Min(count, few.Length)]) integers.Add(value);
                    break;
                case OnnxFields.Attribute.Tensor or OnnxFields.Attribute.Tensors:
                    tensor = TensorInspector.Inspect(reader.Bytes(), budget);
                    break;
                case OnnxFields.Attribute.SparseTensor or OnnxFields.Attribute.SparseTensors:
                    tensor = SparseTensorInspector.Inspect(reader.Bytes(), budget);
                    break;
                case OnnxFields.Attribute.Graph or OnnxFields.Attribute.Graphs:
                    Inspect(reader.Bytes(), uses, depth + 1);
                    hasGraph = true;
                    break;
                case OnnxFields.Attribute.Type or OnnxFields.Attribute.Types:
                    TypeInspector.InspectType(reader.Bytes(), budget, depth: 1);
                    break;
                default: reader.Skip(); break;
            }
        }

        return new AttributeOutline(name, integer, [.. integers], tensor, hasGraph);
    }

    private void Add(List<string> names, ReadOnlySpan<byte> name)
    {
        budget.CountItem();
        names.Add(Text(name));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
