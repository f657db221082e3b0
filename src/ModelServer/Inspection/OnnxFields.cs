namespace Modelwright.ModelServer.Inspection;

/// <summary>The field numbers of onnx.proto (ONNX 1.18) that are looked at.</summary>
internal static class OnnxFields
{
    public static class Model
    {
        public const int IrVersion = 1;
        public const int Graph = 7;
        public const int OpsetImport = 8;
        public const int TrainingInfo = 20;
        public const int Functions = 25;
    }

    public static class OperatorSet
    {
        public const int Domain = 1;
        public const int Version = 2;
    }

    public static class TrainingInfo
    {
        public const int Initialization = 1;
        public const int Algorithm = 2;
    }

    public static class Function
    {
        public const int Name = 1;
        public const int Node = 7;
        public const int Domain = 10;
        public const int AttributeDefaults = 11;
        public const int Overload = 13;
    }

    public static class Graph
    {
        public const int Node = 1;
        public const int Initializer = 5;
        public const int Input = 11;
        public const int Output = 12;
        public const int ValueInfo = 13;
        public const int SparseInitializer = 15;
    }

    public static class Node
    {
        public const int Input = 1;
        public const int Output = 2;
        public const int Name = 3;
        public const int OpType = 4;
        public const int Attribute = 5;
        public const int Domain = 7;
        public const int Overload = 8;
    }

    public static class Attribute
    {
        public const int Name = 1;
        public const int Integer = 3;
        public const int Tensor = 5;
        public const int Graph = 6;
        public const int Integers = 8;
        public const int Tensors = 10;
        public const int Graphs = 11;
        public const int Type = 14;
        public const int Types = 15;
        public const int SparseTensor = 22;
        public const int SparseTensors = 23;
    }

    public static class Tensor
    {
        public const int Dims = 1;
        public const int DataType = 2;
        public const int Segment = 3;
        public const int FloatData = 4;
        public const int Int32Data = 5;
        public const int StringData = 6;
        public const int Int64Data = 7;
        public const int Name = 8;
        public const int RawData = 9;
        public const int DoubleData = 10;
        public const int UInt64Data = 11;
        public const int ExternalData = 13;
        public const int DataLocation = 14;
    }

    public static class SparseTensor
    {
        public const int Values = 1;
        public const int Indices = 2;
        public const int Dims = 3;
    }

    public static class ValueInfo
    {
        public const int Name = 1;
        public const int Type = 2;
    }

    public static class Type
    {
        public const int Tensor = 1;
        public const int Sequence = 4;
        public const int Map = 5;
        public const int Opaque = 7;
        public const int SparseTensor = 8;
        public const int Optional = 9;
    }

    public static class TensorType
    {
        public const int ElementType = 1;
        public const int Shape = 2;
    }

    public static class Shape
    {
        public const int Dimension = 1;
    }

    public static class Dimension
    {
        public const int Value = 1;
        public const int Parameter = 2;
    }
}
