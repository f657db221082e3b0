using System.Runtime.CompilerServices;
using Modelwright.ModelServer.Native;

namespace Modelwright.ModelServer.Tests;

/// <summary>The tests use ONNX Runtime in their own process, and must not gather usage data either.</summary>
internal static class NoTelemetry
{
    [ModuleInitializer]
    internal static void Initialize() => NativeEnvironment.DisableOnnxRuntimeTelemetry();
}
