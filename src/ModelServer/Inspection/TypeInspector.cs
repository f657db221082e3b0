using System.Text;

namespace Modelwright.ModelServer.Inspection;

/// <summary>Checks a ValueInfoProto and the types within it.</summary>
internal static class TypeInspector
{
    private const int MaxRank = 64;

    /// <summary>Walks a ValueInfoProto; throws <see cref="ModelRefusedException"/>.</summary>
    public static ValueOutline InspectValue(ReadOnlySpan<byte> message, InspectionBudget budget)
    {
        budget.CountItem();
        var name = "";
        var value = new ValueOutline("", "value without a type", ElementTypes.Undefined, null);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.ValueInfo.Name) name = Encoding.UTF8.GetString(reader.Bytes());
            else if (reader.Field == OnnxFields.ValueInfo.Type) value = InspectType(reader.Bytes(), budget, depth: 1);
            else reader.Skip();
        }

        if (value.Shape is not null)
            ShapeRules.RequireAffordable(value.Shape, value.ElementType, budget.Limits,
                $"'{(name.Length <= 100 ? name : name[..100] + "…")}'");
        return value with { Name = name };
    }

    /// <summary>Walks a TypeProto; throws <see cref="ModelRefusedException"/>.</summary>
    public static ValueOutline InspectType(ReadOnlySpan<byte> message, InspectionBudget budget, int depth)
    {
        budget.CheckDepth(depth, "types");
        var value = new ValueOutline("", "value without a type", ElementTypes.Undefined, null);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Type.Tensor: value = InspectTensorType(reader.Bytes()); break;
                case OnnxFields.Type.Sequence: value = InspectContainer(reader.Bytes(), "sequence", 1, budget, depth); break;
                case OnnxFields.Type.Map: value = InspectContainer(reader.Bytes(), "map", 2, budget, depth); break;
                case OnnxFields.Type.Optional: value = InspectContainer(reader.Bytes(), "optional value", 1, budget, depth); break;
                case OnnxFields.Type.SparseTensor: value = InspectTensorType(reader.Bytes()) with { Kind = "sparse tensor" }; break;
                case OnnxFields.Type.Opaque: value = InspectContainer(reader.Bytes(), "opaque value", 0, budget, depth); break;
                default: reader.Skip(); break;
            }
        }

        return value;
    }

    private static ValueOutline InspectContainer(ReadOnlySpan<byte> message, string kind, int innerField, InspectionBudget budget,
        int depth)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == innerField) InspectType(reader.Bytes(), budget, depth + 1);
            else reader.Skip();
        }

        return new ValueOutline("", kind, ElementTypes.Undefined, null);
    }

    private static ValueOutline InspectTensorType(ReadOnlySpan<byte> message)
    {
        long type = ElementTypes.Undefined;
        long[]? shape = null;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.TensorType.ElementType) type = reader.Integer();
            else if (reader.Field == OnnxFields.TensorType.Shape) shape = InspectShape(reader.Bytes());
            else reader.Skip();
        }

        return ElementTypes.IsKnown(type) || type == ElementTypes.Undefined
            ? new ValueOutline("", "tensor", type, shape)
            : throw new ModelRefusedException(ModelRefusal.UnsupportedType, $"a tensor has elements of an unknown type ({type})");
    }

    private static long[] InspectShape(ReadOnlySpan<byte> message)
    {
        var shape = new List<long>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field != OnnxFields.Shape.Dimension)
            {
                reader.Skip();
                continue;
            }

            if (shape.Count == MaxRank)
                throw new ModelRefusedException(ModelRefusal.AbsurdShape, $"a shape has more than {MaxRank} dimensions");
            shape.Add(InspectDimension(reader.Bytes()));
        }

        return [.. shape];
    }

    // Some exporters write -1 for a dimension that is left open, instead of a name or nothing.
    private static long InspectDimension(ReadOnlySpan<byte> message)
    {
        var size = -1L;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.Dimension.Value) size = reader.Integer();
            else reader.Skip();
        }

        return size;
    }
}
