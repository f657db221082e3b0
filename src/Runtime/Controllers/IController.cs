namespace Modelwright.Runtime.Controllers;

/// <summary>A controller as the host runs it.</summary>
internal interface IController
{
    string Name { get; }

    /// <summary>Takes keys until <paramref name="stop"/>, then waits for those in work; <paramref name="abort"/> cancels these.</summary>
    Task RunAsync(CancellationToken stop, CancellationToken abort);

    /// <summary>Runs the controller's fact sources.</summary>
    Task RunFactsAsync(CancellationToken stop);
}
