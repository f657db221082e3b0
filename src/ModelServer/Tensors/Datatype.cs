namespace Modelwright.ModelServer.Tensors;

/// <summary>The tensor datatypes of the Open Inference Protocol, and BF16 of its gRPC variant.</summary>
internal enum Datatype
{
    Bool,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Int8,
    Int16,
    Int32,
    Int64,
    Float16,
    BFloat16,
    Float32,
    Float64,
    Bytes,
}
