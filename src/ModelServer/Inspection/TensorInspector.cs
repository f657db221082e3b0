using System.Buffers.Binary;
using System.Text;

namespace Modelwright.ModelServer.Inspection;

/// <summary>Checks a TensorProto: its data is in the file, and as long as its shape says.</summary>
internal ref struct TensorInspector
{
    private const int MaxRank = 64;
    private const int MaxKeptIntegers = 32;

    private readonly InspectionBudget budget;
    private readonly List<long> dimensions = [];
    private readonly long[] integers = new long[MaxKeptIntegers];
    private string name = "";
    private long type;
    private long integerCount;
    private long typedCount;
    private bool hasRaw;
    private ReadOnlySpan<byte> raw;

    private TensorInspector(InspectionBudget budget) => this.budget = budget;

    /// <summary>Walks the message; throws <see cref="ModelRefusedException"/>.</summary>
    public static TensorOutline Inspect(ReadOnlySpan<byte> message, InspectionBudget budget)
    {
        budget.CountItem();
        var inspector = new TensorInspector(budget);
        inspector.Walk(message);
        return inspector.Finish();
    }

    private void Walk(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Tensor.Dims: ReadDimensions(ref reader); break;
                case OnnxFields.Tensor.DataType: type = reader.Integer(); break;
                case OnnxFields.Tensor.Name: name = Encoding.UTF8.GetString(reader.Bytes()); break;
                case OnnxFields.Tensor.FloatData: typedCount += reader.CountFixed(4); break;
                case OnnxFields.Tensor.DoubleData: typedCount += reader.CountFixed(8); break;
                case OnnxFields.Tensor.Int32Data or OnnxFields.Tensor.UInt64Data: typedCount += reader.Integers([]); break;
                case OnnxFields.Tensor.Int64Data: ReadIntegers(ref reader); break;
                case OnnxFields.Tensor.StringData:
                    reader.Bytes();
                    typedCount++;
                    break;
                case OnnxFields.Tensor.RawData:
                    raw = reader.Bytes();
                    hasRaw = true;
                    break;
                case OnnxFields.Tensor.ExternalData: throw External();
                case OnnxFields.Tensor.DataLocation:
                    if (reader.Integer() != 0) throw External();
                    break;
                case OnnxFields.Tensor.Segment: throw Inconsistent("is one segment of a larger one");
                default: reader.Skip(); break;
            }
        }
    }

    private readonly TensorOutline Finish()
    {
        if (!ElementTypes.IsKnown(type)) throw Inconsistent($"has elements of an unknown type ({type})");
        var shape = dimensions.ToArray();
        var elements = ShapeRules.ElementCount(shape, $"tensor '{Shown}'");
        if (hasRaw)
        {
            if (type == ElementTypes.String) throw Inconsistent("has strings as raw data");
            if (typedCount > 0) throw Inconsistent("has both raw and typed data");
            var expected = ((elements * (UInt128)ElementTypes.Bits(type)) + 7) / 8;
            if ((UInt128)raw.Length != expected)
                throw Inconsistent($"has {raw.Length} bytes of data, but its shape [{string.Join(',', shape)}] needs {expected}");
        }
        else if ((UInt128)typedCount != TypedCount(elements))
        {
            throw Inconsistent(
                $"has {typedCount} elements of data, but its shape [{string.Join(',', shape)}] needs {TypedCount(elements)}");
        }

        return new TensorOutline(name, shape, Integers(elements));
    }

    // Complex numbers take two entries; numbers of less than a byte share one.
    private readonly UInt128 TypedCount(UInt128 elements) => type switch
    {
        ElementTypes.Complex64 or ElementTypes.Complex128 => elements * 2,
        _ when ElementTypes.Bits(type) is > 0 and < 8 and var bits => ((elements * (UInt128)bits) + 7) / 8,
        _ => elements,
    };

    private readonly long[]? Integers(UInt128 elements)
    {
        if (type != ElementTypes.Int64 || elements > MaxKeptIntegers) return null;
        if (!hasRaw) return integers[..(int)elements];
        var values = new long[(int)elements];
        for (var i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt64LittleEndian(raw[(8 * i)..]);
        return values;
    }

    private readonly void ReadDimensions(ref ProtoReader reader)
    {
        Span<long> values = stackalloc long[MaxRank];
        var count = reader.Integers(values);
        if (dimensions.Count + count > MaxRank)
            throw new ModelRefusedException(ModelRefusal.AbsurdShape, $"tensor '{Shown}' has more than {MaxRank} dimensions");
        foreach (var dimension in values[..count]) dimensions.Add(dimension);
    }

    private void ReadIntegers(ref ProtoReader reader)
    {
        var count = reader.Integers(integers.AsSpan((int)Math.Min(integerCount, MaxKeptIntegers)));
        integerCount += count;
        typedCount += count;
    }

    private readonly string Shown => name.Length <= 100 ? name : name[..100] + "…";

    private readonly ModelRefusedException External() => new(
        ModelRefusal.ExternalData, $"tensor '{Shown}' has its data in another file; save the model as one file");

    private readonly ModelRefusedException Inconsistent(string what) => new(ModelRefusal.InconsistentTensor, $"tensor '{Shown}' {what}");
}
