using Microsoft.ML.OnnxRuntime;

namespace Modelwright.ModelServer.Rest;

/// <summary>Whose fault a failed run is.</summary>
internal static class RunFailure
{
    /// <summary>
    /// 400 when ONNX Runtime says that an argument was invalid (a shape or an index that the model's operators refuse), else 500. The C#
    /// API gives the code only as the start of the message.
    /// </summary>
    public static int StatusCode(OnnxRuntimeException exception) =>
        exception.Message.StartsWith("[ErrorCode:InvalidArgument]", StringComparison.Ordinal)
            ? StatusCodes.Status400BadRequest
            : StatusCodes.Status500InternalServerError;
}
