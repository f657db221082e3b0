namespace Modelwright.Trainer.Onnx;

/// <summary>A node's attribute (AttributeProto).</summary>
public sealed class AttributeValue
{
    private AttributeValue(ProtoMessage message) => Message = message;

    /// <summary>The encoded attribute.</summary>
    internal ProtoMessage Message { get; }

    /// <summary>A whole number.</summary>
    public static AttributeValue Int(string name, long value) => new(Start(name, type: 2).Int(3, value));

    /// <summary>A text.</summary>
    public static AttributeValue Text(string name, string value) => new(Start(name, type: 3).Text(4, value));

    /// <summary>A list of floats.</summary>
    public static AttributeValue Floats(string name, IEnumerable<float> values) => new(Start(name, type: 6).Floats(7, values));

    /// <summary>A list of whole numbers.</summary>
    public static AttributeValue Ints(string name, IEnumerable<long> values) => new(Start(name, type: 7).Ints(8, values));

    /// <summary>A list of texts.</summary>
    public static AttributeValue Texts(string name, IEnumerable<string> values) => new(Start(name, type: 8).Texts(9, values));

    private static ProtoMessage Start(string name, int type) => new ProtoMessage().Text(1, name).Int(20, type);
}
