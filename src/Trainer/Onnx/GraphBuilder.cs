namespace Modelwright.Trainer.Onnx;

/// <summary>
/// Builds one ONNX model: inputs, constants and nodes in the order they are added. Every value has a name; an operator's result is
/// named after what it means, so that a graph viewer reads like the code; <see cref="InnerPrefix"/> keeps inner names apart from inputs.
/// </summary>
public sealed class GraphBuilder(string name)
{
    /// <summary>Every value that is neither input nor output has a name that starts with this.</summary>
    public const string InnerPrefix = "/";

    private const int IrVersion = 9;

    // 19 is the first version whose Equal takes strings; 3 the first of the tree operators in today's form.
    private const int Opset = 19;
    private const int MachineLearningOpset = 3;
    private const string MachineLearningDomain = "ai.onnx.ml";

    private readonly List<ProtoMessage> _inputs = [];
    private readonly List<ProtoMessage> _outputs = [];
    private readonly List<ProtoMessage> _constants = [];
    private readonly List<ProtoMessage> _nodes = [];
    private readonly List<ProtoMessage> _metadata = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Declares a model input of shape [N, 1].</summary>
    public string Input(string name, ElementType type, string description)
    {
        _inputs.Add(ValueInfo(Unique(name), type, [1], description));
        return name;
    }

    /// <summary>Declares that a value is a model output of shape [N, <paramref name="columns"/>], or [N] without columns.</summary>
    public void Output(string name, ElementType type, int? columns, string description) =>
        _outputs.Add(ValueInfo(name, type, columns is { } width ? [width] : [], description));

    /// <summary>A constant of floats.</summary>
    public string Constant(string name, IReadOnlyCollection<float> values, params long[] shape) =>
        Constant(name, ElementType.Float, shape, tensor => tensor.Floats(4, values));

    /// <summary>A constant of whole numbers.</summary>
    public string Constant(string name, IReadOnlyCollection<long> values, params long[] shape) =>
        Constant(name, ElementType.Int64, shape, tensor => tensor.Ints(7, values));

    /// <summary>A constant of texts.</summary>
    public string Constant(string name, IReadOnlyCollection<string> values, params long[] shape) =>
        Constant(name, ElementType.String, shape, tensor => tensor.Texts(6, values));

    /// <summary>Adds an operator of the standard domain; returns the name of its one result.</summary>
    public string Node(string op, string result, IEnumerable<string> inputs, params AttributeValue[] attributes) =>
        Node(op, "", result, inputs, attributes);

    /// <summary>Adds an operator of the <c>ai.onnx.ml</c> domain; returns the name of its one result.</summary>
    public string MachineLearningNode(string op, string result, IEnumerable<string> inputs, params AttributeValue[] attributes) =>
        Node(op, MachineLearningDomain, result, inputs, attributes);

    /// <summary>Adds an entry to the model's metadata.</summary>
    public void Metadata(string key, string value) => _metadata.Add(new ProtoMessage().Text(1, key).Text(2, value));

    /// <summary>The model, encoded. It names no time, machine or version of this program: equal content is equal bytes.</summary>
    public byte[] Build(string description)
    {
        var graph = new ProtoMessage();
        foreach (var node in _nodes) graph.Message(1, node);
        graph.Text(2, name);
        foreach (var constant in _constants) graph.Message(5, constant);
        foreach (var input in _inputs) graph.Message(11, input);
        foreach (var output in _outputs) graph.Message(12, output);

        var model = new ProtoMessage().Int(1, IrVersion).Text(2, "modelwright").Text(6, description).Message(7, graph)
            .Message(8, new ProtoMessage().Text(1, "").Int(2, Opset))
            .Message(8, new ProtoMessage().Text(1, MachineLearningDomain).Int(2, MachineLearningOpset));
        foreach (var entry in _metadata) model.Message(14, entry);
        return model.Bytes.ToArray();
    }

    private string Constant(string name, ElementType type, long[] shape, Action<ProtoMessage> write)
    {
        var full = Unique(InnerPrefix + name);
        var tensor = new ProtoMessage().Ints(1, shape).Int(2, (int)type);
        write(tensor);
        _constants.Add(tensor.Text(8, full));
        return full;
    }

    private string Node(string op, string domain, string result, IEnumerable<string> inputs, AttributeValue[] attributes)
    {
        var full = Unique(ModelNames.Outputs.Contains(result) ? result : InnerPrefix + result);
        var node = new ProtoMessage().Texts(1, inputs).Text(2, full).Text(3, full).Text(4, op);
        foreach (var attribute in attributes) node.Message(5, attribute.Message);
        if (domain.Length > 0) node.Text(7, domain);
        _nodes.Add(node);
        return full;
    }

    private static ProtoMessage ValueInfo(string name, ElementType type, long[] columns, string description)
    {
        var shape = new ProtoMessage().Message(1, new ProtoMessage().Text(2, ModelNames.BatchDimension));
        foreach (var width in columns) shape.Message(1, new ProtoMessage().Int(1, width));
        var tensor = new ProtoMessage().Int(1, (int)type).Message(2, shape);
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, tensor)).Text(3, description);
    }

    private string Unique(string value) =>
        _names.Add(value) ? value : throw new ArgumentException($"the graph already has a value '{value}'", nameof(value));
}
