namespace Modelwright.ModelServer.Inspection;

/// <summary>How a field's value is written; groups (3 and 4) are not used by ONNX.</summary>
internal enum ProtoWireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
