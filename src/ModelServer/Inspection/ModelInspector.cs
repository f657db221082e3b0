
namespace Modelwright.ModelServer.Inspection;

/// <summary>
/// Looks through a model file before ONNX Runtime sees it. The file is untrusted: whatever is in it, the outcome is an outline or a
/// <see cref="ModelRefusedException"/> that says why, in time and memory proportional to the file.
/// </summary>
internal static class ModelInspector
{
    /// <summary>Walks the whole file; throws <see cref="ModelRefusedException"/>.</summary>
    public static ModelOutline Inspect(ReadOnlySpan<byte> file, InspectionLimits limits)
    {
        FormatSniffer.RequireNoOtherFormat(file);
        var budget = new InspectionBudget(limits);
        var graphs = new GraphInspector(budget);
        var functions = new FunctionTable(budget);
        var uses = new Dictionary<OperatorName, int>();
        GraphOutline? graph = null;
        var opset = 0L;
        var reader = new ProtoReader(file);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Model.Graph:
                    // Parsers would merge two; nobody writes that but to hide something.
                    if (graph is not null) throw new ModelRefusedException(ModelRefusal.Malformed, "the file has two graphs");
                    graph = graphs.Inspect(reader.Bytes(), uses);
                    break;
                case OnnxFields.Model.Functions: functions.Add(reader.Bytes(), graphs); break;
                case OnnxFields.Model.TrainingInfo: InspectTrainingInfo(reader.Bytes(), graphs); break;
                case OnnxFields.Model.OpsetImport: ReadOpset(reader.Bytes(), ref opset); break;
                default: reader.Skip(); break;
            }
        }

        if (graph is null) throw new ModelRefusedException(ModelRefusal.NoGraph, "the file has no graph; is it an ONNX model?");
        OperatorDomains.Require(uses.Keys.Where(name => !functions.Defines(name)).Concat(functions.Primitives));
        functions.RequireFinite(uses);
        RequireServable(graph, limits);
        return new ModelOutline(graph, opset, !functions.IsEmpty);
    }

    // Not used for serving, but ONNX Runtime parses it.
    private static void InspectTrainingInfo(ReadOnlySpan<byte> message, GraphInspector graphs)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field is OnnxFields.TrainingInfo.Initialization or OnnxFields.TrainingInfo.Algorithm)
                graphs.Inspect(reader.Bytes(), []);
            else reader.Skip();
        }
    }

    private static void ReadOpset(ReadOnlySpan<byte> message, ref long opset)
    {
        var domain = "";
        var version = 0L;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.OperatorSet.Domain) domain = System.Text.Encoding.UTF8.GetString(reader.Bytes());
            else if (reader.Field == OnnxFields.OperatorSet.Version) version = reader.Integer();
            else reader.Skip();
        }

        if (domain is "" or "ai.onnx") opset = version;
    }

    private static void RequireServable(GraphOutline graph, InspectionLimits limits)
    {
        if (graph.Outputs.Count == 0) throw new ModelRefusedException(ModelRefusal.NoGraph, "the graph has no outputs");
        var constants = graph.Initializers.Select(initializer => initializer.Name).ToHashSet(StringComparer.Ordinal);
        Require(graph.Inputs.Where(input => !constants.Contains(input.Name)).ToList(), "input", limits);
        Require(graph.Outputs, "output", limits);
    }

    private static void Require(List<ValueOutline> values, string role, InspectionLimits limits)
    {
        if (values.Count > limits.MaxTensors)
            throw new ModelRefusedException(ModelRefusal.TooComplex,
                $"the graph has {values.Count} {role}s; the limit is {limits.MaxTensors}");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (value.Name.Length == 0 || System.Text.Encoding.UTF8.GetByteCount(value.Name) > limits.MaxNameBytes
                || value.Name.Contains('\uFFFD'))
                throw new ModelRefusedException(
                    ModelRefusal.UnsupportedType,
                    $"an {role} has no name, or one that is not UTF-8 of at most {limits.MaxNameBytes} bytes");
            if (!names.Add(value.Name)) throw new ModelRefusedException(ModelRefusal.Malformed, $"two {role}s are named '{value.Name}'");
            RequireType(value, role);
        }
    }

    private static void RequireType(ValueOutline value, string role)
    {
        if (value.Kind != "tensor" && value.ElementType == ElementTypes.Undefined
            && !value.Kind.StartsWith("value", StringComparison.Ordinal))
            throw new ModelRefusedException(
                ModelRefusal.UnsupportedType,
                $"{role} '{value.Name}' has the type {value.Kind}, and the protocol carries tensors only"
                + (role == "output" ? " (from scikit-learn, convert with zipmap=False)" : ""));
        if (value.Kind == "tensor" && value.ElementType != ElementTypes.Undefined && !ElementTypes.IsServable(value.ElementType))
            throw new ModelRefusedException(
                ModelRefusal.UnsupportedType,
                $"{role} '{value.Name}' has elements of type {ElementTypes.Name(value.ElementType)}, which the protocol does not know");
    }
}
