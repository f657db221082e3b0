namespace Modelwright.ModelServer.Inspection;

/// <summary>Checks a SparseTensorProto. It is small in the file and large in memory, because ONNX Runtime makes it dense.</summary>
internal static class SparseTensorInspector
{
    private const int MaxRank = 64;

    /// <summary>Walks the message; throws <see cref="ModelRefusedException"/>.</summary>
    public static TensorOutline Inspect(ReadOnlySpan<byte> message, InspectionBudget budget)
    {
        TensorOutline values = new("", [], null);
        var shape = new List<long>();
        Span<long> dimensions = stackalloc long[MaxRank];
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.SparseTensor.Values: values = TensorInspector.Inspect(reader.Bytes(), budget); break;
                case OnnxFields.SparseTensor.Indices: TensorInspector.Inspect(reader.Bytes(), budget); break;
                case OnnxFields.SparseTensor.Dims:
                    var count = reader.Integers(dimensions);
                    if (shape.Count + count > MaxRank)
                        throw new ModelRefusedException(ModelRefusal.AbsurdShape, $"a sparse tensor has more than {MaxRank} dimensions");
                    foreach (var dimension in dimensions[..count]) shape.Add(dimension);
                    break;
                default: reader.Skip(); break;
            }
        }

        if (shape.Contains(-1)) throw new ModelRefusedException(ModelRefusal.AbsurdShape, "a sparse tensor has the negative dimension -1");
        // Eight bytes: the widest element it can have.
        ShapeRules.RequireAffordable(shape.ToArray(), ElementTypes.Double, budget.Limits, $"sparse tensor '{values.Name}'");
        return new TensorOutline(values.Name, [.. shape], null);
    }
}
