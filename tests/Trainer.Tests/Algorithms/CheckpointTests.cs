using Modelwright.Testing;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Containers;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Tests.Algorithms;

/// <summary>Going on from a checkpoint gives what going on without a break gives, to the byte.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(Algorithm.LogisticRegression, 10, 30)]
    [InlineData(Algorithm.LogisticRegression, 15, 40)]
    [InlineData(Algorithm.LogisticRegression, 30, 40)]
    [InlineData(Algorithm.LogisticRegression, 100, 200)]
    [InlineData(Algorithm.LinearRegression, 1000, 2000)]
    [InlineData(Algorithm.LinearRegression, 10, 25)]
    [InlineData(Algorithm.LinearRegression, 7, 20)]
    [InlineData(Algorithm.LinearRegression, 20, 20)]
    [InlineData(Algorithm.FastTree, 8, 20)]
    public void Continued_run_gives_the_model_of_an_unbroken_one(Algorithm algorithm, int first, int second)
    {
        var unbroken = Run(algorithm, second, ICheckpoints.None);

        Run(algorithm, first, new CheckpointFile(_folder.Path));
        var continued = Run(algorithm, second, new CheckpointFile(_folder.Path));

        continued.Model.ShouldBe(unbroken.Model);
        continued.Metrics.Figures.ShouldBe(unbroken.Metrics.Figures);
    }

    [Theory]
    [InlineData(Algorithm.LogisticRegression)]
    [InlineData(Algorithm.LinearRegression)]
    public void Continued_run_does_not_begin_at_the_beginning(Algorithm algorithm)
    {
        Run(algorithm, 20, new CheckpointFile(_folder.Path));
        var watch = new RecordingWatch();

        Run(algorithm, 30, new CheckpointFile(_folder.Path), watch);

        watch.Iterations.First().ShouldBe(20);
        watch.Iterations.Last().ShouldBe(30);
    }

    [Fact]
    public void Checkpoint_of_other_learning_or_a_broken_one_is_as_good_as_none()
    {
        var checkpoints = new CheckpointFile(_folder.Path);
        checkpoints.Keep("this", new Checkpoint(10, [1, 2, 3]));

        checkpoints.Latest("this")!.State.ShouldBe([1, 2, 3]);
        checkpoints.Latest("other").ShouldBeNull();

        var file = Directory.GetFiles(_folder.Path).ShouldHaveSingleItem();
        File.WriteAllText(file, File.ReadAllText(file).Replace("AQID", "AQIE"));
        checkpoints.Latest("this").ShouldBeNull();
        File.WriteAllText(file, "{\"learning\":\"th");
        checkpoints.Latest("this").ShouldBeNull();
    }

    [Fact]
    public void Checkpoint_beyond_the_iterations_asked_for_is_not_used()
    {
        Run(Algorithm.LinearRegression, 30, new CheckpointFile(_folder.Path));

        Run(Algorithm.LinearRegression, 10, new CheckpointFile(_folder.Path)).Model
            .ShouldBe(Run(Algorithm.LinearRegression, 10, ICheckpoints.None).Model);
    }

    public void Dispose() => _folder.Dispose();

    private static TrainingResult Run(Algorithm algorithm, int iterations, ICheckpoints checkpoints, ITrainingWatch? watch = null)
    {
        var options = algorithm == Algorithm.LogisticRegression ? Tables.Options(algorithm) : Tables.NumberOptions(algorithm);
        options = options with { Hyperparameters = options.Hyperparameters with { Iterations = iterations } };
        return TrainingPipeline.Run(Tables.Penguins, options, watch: watch, checkpoints: checkpoints);
    }
}
