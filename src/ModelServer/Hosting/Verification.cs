using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Inspection;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Settings;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Hosting;

/// <summary><c>--verify</c>: loads and warms the model, reports its signature, serves nothing.</summary>
internal static class Verification
{
    /// <summary>Returns the exit code; throws <see cref="ModelRefusedException"/> or <see cref="ModelLoadException"/>.</summary>
    public static int Run(ServerSettings settings, TerminationMessage lastWords, TimeProvider clock)
    {
        using var model = ModelLoader.Load(settings.ModelFile, settings.MaxModelBytes, settings.IntraOpThreads);
        using var pool = new TensorPool();
        using var watch = new RunWatch(settings.RunTimeout, settings.RunGrace, clock);
        var runner = new ModelRunner(model.Session, model.Signature, watch, pool, shapesFollow: false);
        if (WarmUp.Run(runner, model.Signature, pool, settings.WarmupRequests, clock).Problem is { } problem)
            Console.Error.WriteLine($"the model ran on no made-up input: {problem}");
        lastWords.WriteSignature(model.Digest, model.Signature);
        return ExitCodes.Success;
    }
}
