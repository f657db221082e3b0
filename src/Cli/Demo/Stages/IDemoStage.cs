namespace Modelwright.Cli.Demo.Stages;

/// <summary>One promise of the product, kept before the viewer's eyes and verified.</summary>
public interface IDemoStage
{
    /// <summary>The name in the report.</summary>
    string Name { get; }

    /// <summary>What the viewer is about to see.</summary>
    string Promise { get; }

    /// <summary>
    /// Keeps the promise; throws <see cref="StageFailedException"/> when it does not hold. Figures are reported in either case.
    /// </summary>
    Task RunAsync(DemoContext context, IDictionary<string, double> figures, CancellationToken stop);
}
