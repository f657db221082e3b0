namespace Modelwright.Trainer.Onnx;

/// <summary>Element types that the exporter writes; numbers of <c>TensorProto.DataType</c> in onnx.proto3.</summary>
public enum ElementType
{
    /// <summary>FP32.</summary>
    Float = 1,

    /// <summary>INT64.</summary>
    Int64 = 7,

    /// <summary>UTF-8 text.</summary>
    String = 8,
}
