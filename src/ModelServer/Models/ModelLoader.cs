using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Inspection;
using SessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Modelwright.ModelServer.Models;

/// <summary>Loads a model file: reads it once, inspects those bytes, and gives the same bytes to ONNX Runtime.</summary>
internal static class ModelLoader
{
    /// <summary>Loads a file; throws <see cref="ModelRefusedException"/> or <see cref="ModelLoadException"/>.</summary>
    public static ServedModel Load(string file, long maxBytes, int intraOpThreads)
    {
        var bytes = ModelFile.Read(file, maxBytes);
        var outline = ModelInspector.Inspect(bytes, new InspectionLimits());
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
        var session = Open(bytes, intraOpThreads);
        try
        {
            return new ServedModel(session, outline, SignatureReader.Read(session, outline.IsRankOpen), digest, bytes.Length);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static InferenceSession Open(byte[] bytes, int intraOpThreads)
    {
        // Errors come as exceptions, which are logged in this program's own form.
        OrtEnv.Instance().EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
        using var options = new SessionOptions
        {
            IntraOpNumThreads = intraOpThreads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        // Never ONNX Runtime's own format, which the inspection does not understand.
        options.AddSessionConfigEntry("session.load_model_format", "ONNX");
        try
        {
            return new InferenceSession(bytes, options);
        }
        catch (Exception e) when (
            e is OnnxRuntimeException or ArgumentException or NotSupportedException or OverflowException or OutOfMemoryException)
        {
            throw new ModelLoadException($"ONNX Runtime cannot load the model: {e.Message}", e);
        }
    }
}
