namespace Modelwright.ModelServer.Tests.Conformance;

/// <summary>How one of the ONNX project's test models fared.</summary>
internal enum Outcome
{
    /// <summary>Served, and every output has the bits of ONNX Runtime in this process.</summary>
    SameBits,

    /// <summary>Served; the model draws random numbers, so only types and shapes can be compared, and they agree.</summary>
    RandomButSameShape,

    /// <summary>JSON cannot carry an input or output (FP16, NaN, infinity), and the server says so.</summary>
    NoJsonForm,

    /// <summary>ONNX Runtime itself fails on this input, and the server answers with its message.</summary>
    FailsInOnnxRuntimeToo,

    /// <summary>Refused on inspection, with a reason.</summary>
    Refused,

    /// <summary>Not loaded by ONNX Runtime either.</summary>
    NotLoadable,

    /// <summary>None of the above: a defect.</summary>
    Wrong,
}
