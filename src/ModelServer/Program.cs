using Modelwright.ModelServer.Hosting;
using Modelwright.ModelServer.Inspection;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Native;
using Modelwright.ModelServer.Settings;

// Before anything touches ONNX Runtime.
NativeEnvironment.DisableOnnxRuntimeTelemetry();

ServerSettings settings;
try
{
    settings = SettingsReader.Read(args, Environment.GetEnvironmentVariable);
}
catch (InvalidSettingException e)
{
    Console.Error.WriteLine(e.Message);
    return ExitCodes.InvalidSettings;
}

var lastWords = new TerminationMessage(settings.TerminationLog);
try
{
    return settings.Verify
        ? Verification.Run(settings, lastWords, TimeProvider.System)
        : await Serving.RunAsync(settings, TimeProvider.System);
}
catch (ModelRefusedException e)
{
    return Serving.End(lastWords, "ModelRefused", $"{e.Refusal}: {e.Message}");
}
catch (InvalidSettingException e)
{
    // Of a file that a setting names: the keys of feedback.
    return Serving.End(lastWords, "Failed", e.Message, ExitCodes.InvalidSettings);
}
catch (ModelLoadException e)
{
    return Serving.End(lastWords, "ModelLoadFailed", e.Message);
}
catch (Exception e)
{
    // The edge of the process: an address in use, a disk that failed. Another try may end otherwise.
    return Serving.End(lastWords, "Failed", e.ToString(), ExitCodes.Failed);
}
